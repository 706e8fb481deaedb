package heed.profile.choice;

import heed.database.SqlTime;
import heed.ledger.Entry;
import heed.ledger.LedgerStore;
import heed.profile.ChoiceRequest;
import heed.profile.ProfileKeyStore;
import heed.profile.ProfileRef;
import heed.profile.Scope;
import heed.rules.Origin;
import heed.rules.optout.Act;
import heed.rules.optout.Choice;
import heed.rules.optout.OptOuts;
import heed.rules.optout.Switch;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The choices and switches of one profile. Folds nothing: that is `heed.rules.optout.OptOuts`.
@Component
public class ChoiceStore {

    /// Stands for the sequence of the entry about to be written; above every real one, so it is the newest.
    public static final long THIS_ENTRY = Long.MAX_VALUE;

    /// Two statements, one trip: the second sees what was committed while the first waited for the lock.
    private static final String LOCK_AND_READ = ProfileKeyStore.REACHED + """
            where p.key = :key for no key update of t;
            select o.switch, o.since_at, o.seq
            from profiles p join opt_outs o on o.profile_id = coalesce(p.merged_into, p.id) where p.key = :key
            union all
            select null, c.at, null from profiles p
            cross join lateral (select max(at) as at from choices where profile_id = coalesce(p.merged_into, p.id)) c
            where p.key = :key
            """;

    private static final String LOCK_AND_READ_ID = """
            select key as asked, id, key, deleted_at is not null as deleted, unconfirmed, false as alias,
                false as moved
            from profiles where id = :id for no key update;
            select switch, since_at, seq from opt_outs where profile_id = :id
            union all select null, max(at), null from choices where profile_id = :id
            """;

    /// The entry, the choice and the switches it changes: one statement, so one of them never stands alone. Where the
    /// same choice is there it is a voided one ([#recorded]), and its new entry brings it back into the fold.
    private static final String RECORD = "with entry as (" + LedgerStore.INSERT + """
            ), choice as (
                insert into choices (profile_id, at, act, switches, source, scope, seq)
                select :entry_profile, :entry_at, :act, :switches, :entry_source, :scope, seq from entry
                on conflict (profile_id, at, act, switches, source, scope) do update set seq = excluded.seq
            ), gone as (
                delete from opt_outs where profile_id = :entry_profile and switch = any(cast(:off as smallint[]))
            ), come as (
                insert into opt_outs (profile_id, switch, since_at, seq)
                select :entry_profile, s.switch, s.since_at, coalesce(nullif(s.seq, :this), entry.seq)
                from entry, unnest(cast(:on as smallint[]), cast(:since as timestamptz[]), cast(:seqs as bigint[]))
                    as s (switch, since_at, seq)
                on conflict (profile_id, switch) do update set since_at = excluded.since_at, seq = excluded.seq
            )
            select seq from entry""";

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations statements;

    ChoiceStore(JdbcClient jdbc, NamedParameterJdbcOperations statements) {
        this.jdbc = jdbc;
        this.statements = statements;
    }

    /// Locks whom the key reaches and reads where its choices stand; empty for an unknown key.
    public Optional<ChoiceState> lock(String key) {
        // Expects profiles_key_key, profiles_pkey, opt_outs_pkey, and choices_pkey backwards.
        Optional<ChoiceState> state = statements.execute(LOCK_AND_READ, Map.of("key", key), this::readBoth);
        Objects.requireNonNull(state);
        // Merged while we waited for the lock: the key reaches somebody else now.
        return state.isPresent() && state.get().profile().moved() ? lock(key) : state;
    }

    /// Locks the profile itself, merged or not, and reads where its choices stand.
    public ChoiceState lock(int profileId) {
        // Expects profiles_pkey, opt_outs_pkey, and choices_pkey backwards.
        Optional<ChoiceState> state = statements.execute(LOCK_AND_READ_ID, Map.of("id", profileId), this::readBoth);
        return Objects.requireNonNull(state).orElseThrow();
    }

    /// The choices of a profile, without the voided ones.
    public List<Choice> choices(int profileId) {
        // Expects choices_pkey, and the primary key of voids.
        return List.copyOf(jdbc.sql("""
                select c.at, c.act, c.switches, c.seq from choices c left join voids v on v.seq = c.seq
                where c.profile_id = :profile and v.seq is null
                """).param("profile", profileId).query((row, _) -> choice(row)).list());
    }

    /// The entry of the same choice with the same moment, source and scope, unless it is voided: who makes a choice
    /// again after its undo means it.
    public Optional<Long> recorded(int profileId, Instant at, ChoiceRequest request) {
        // Expects choices_pkey, and the primary key of voids.
        return jdbc.sql("""
                select c.seq from choices c where c.profile_id = :profile and c.at = :at and c.act = :act
                    and c.switches = :switches and c.source = :source and c.scope = :scope
                    and not exists (select from voids v where v.seq = c.seq)
                """).param("profile", profileId).param("at", SqlTime.of(at)).param("act", request.act().code())
                .param("switches", Switch.bits(request.act().switches())).param("source", request.source().code())
                .param("scope", request.scope().code()).query(Long.class).optional();
    }

    /// Records a choice, its ledger entry and the switches it changed; returns the sequence of the entry.
    public long record(Entry entry, Act act, Scope scope, SwitchChanges changes) {
        Map<String, @Nullable Object> values = LedgerStore.values(entry);
        values.put("act", act.code());
        values.put("switches", Switch.bits(act.switches()));
        values.put("scope", scope.code());
        values.put("this", THIS_ENTRY);
        values.putAll(columns(changes));
        // Expects opt_outs_pkey.
        return jdbc.sql(RECORD).params(values).query(Long.class).single();
    }

    /// Writes the switches after a void: no choice came, one went.
    public void write(int profileId, SwitchChanges changes) {
        // Expects opt_outs_pkey.
        jdbc.sql("""
                with gone as (
                    delete from opt_outs where profile_id = :profile and switch = any(cast(:off as smallint[])))
                insert into opt_outs (profile_id, switch, since_at, seq)
                select :profile, * from unnest(cast(:on as smallint[]), cast(:since as timestamptz[]),
                    cast(:seqs as bigint[]))
                on conflict (profile_id, switch) do update set since_at = excluded.since_at, seq = excluded.seq
                """).param("profile", profileId).params(columns(changes)).update();
    }

    private static Map<String, @Nullable Object> columns(SwitchChanges changes) {
        List<Origin> origins = List.copyOf(changes.on().values());
        return Map.of("off", SwitchChanges.numbers(changes.off()), "on", SwitchChanges.numbers(changes.on().keySet()),
                "since", origins.stream().map(origin -> origin.since().toString()).toArray(String[]::new), "seqs",
                origins.stream().map(Origin::seq).toArray(Long[]::new));
    }

    private Optional<ChoiceState> readBoth(PreparedStatement statement) throws SQLException {
        statement.execute();
        Optional<ProfileRef> profile;
        try (ResultSet row = statement.getResultSet()) {
            profile = row.next() ? Optional.of(ProfileKeyStore.ref(row)) : Optional.empty();
        }
        statement.getMoreResults();
        try (ResultSet rows = statement.getResultSet()) {
            return profile.isEmpty() ? Optional.empty() : Optional.of(state(profile.get(), rows));
        }
    }

    private static ChoiceState state(ProfileRef profile, ResultSet rows) throws SQLException {
        EnumMap<Switch, Origin> switches = new EnumMap<>(Switch.class);
        Instant newest = null;
        while (rows.next()) {
            Integer number = rows.getObject("switch", Integer.class);
            if (number == null) {
                newest = SqlTime.readOrNull(rows, "since_at");
            } else {
                switches.put(Switch.ofNumber(number),
                        new Origin(SqlTime.read(rows, "since_at"), rows.getLong("seq")));
            }
        }
        return new ChoiceState(profile, new OptOuts(switches), newest);
    }

    public static Choice choice(ResultSet row) throws SQLException {
        return new Choice(SqlTime.read(row, "at"), Act.of(row.getString("act"), Switch.ofBits(row.getInt("switches"))),
                row.getLong("seq"));
    }
}
