package heed.delivery.analysis.index;

import java.sql.Connection;
import java.util.List;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Writes random facts over one connection, each with the ledger entry that says whom it touches.
final class RandomWrites {
    private static final int CHANNELS = 2;

    private final JdbcClient jdbc;
    private final Random random;
    private final String name;
    private int made;

    RandomWrites(Connection connection, String name, long seed) {
        jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        random = new Random(seed);
        this.name = name;
    }

    /// One write of any kind; not committed.
    void write() {
        switch (random.nextInt(9)) {
            case 0, 1 -> makeProfile();
            case 2 -> moveAddress();
            case 3 -> optOut();
            case 4 -> optIn();
            case 5 -> addressStatus();
            case 6 -> subscription();
            case 7 -> delete();
            default -> domain();
        }
    }

    void makeProfile() {
        String key = name + "-" + ++made;
        int profile = jdbc.sql("""
                insert into profiles (key, unconfirmed, changed_seq) values (:key, :unconfirmed, 0) returning id""")
                .param("key", key).param("unconfirmed", random.nextInt(5) == 0).query(Integer.class).single();
        for (int channel = 1; channel <= CHANNELS; channel++) {
            if (random.nextInt(4) > 0) {
                use(profile, channel, address(channel));
            }
        }
        entry("profile_created", profile, 0, 0);
    }

    void optOut() {
        int profile = profile();
        jdbc.sql("insert into opt_outs values (:profile, :switch, now(), 0) on conflict do nothing")
                .param("profile", profile).param("switch", random.nextInt(CHANNELS + 1)).update();
        entry("opt_out", profile, 0, 0);
    }

    private void optIn() {
        int profile = profile();
        jdbc.sql("delete from opt_outs where profile_id = :profile").param("profile", profile).update();
        entry("opt_in", profile, 0, 0);
    }

    private void moveAddress() {
        int profile = profile();
        int channel = 1 + random.nextInt(CHANNELS);
        jdbc.sql("delete from profile_addresses where profile_id = :profile and channel = :channel")
                .param("profile", profile).param("channel", channel).update();
        if (random.nextBoolean()) {
            use(profile, channel, address(channel));
        }
        entry("profile_changed", profile, 0, 0);
    }

    private void addressStatus() {
        int address = address(1 + random.nextInt(CHANNELS));
        jdbc.sql("""
                insert into address_states (address_id, status, error, updated_at) values (:address, :status, 0, now())
                on conflict (address_id) do update set status = excluded.status""").param("address", address)
                .param("status", random.nextInt(4)).update();
        entry("address_event", 0, address, 0);
    }

    private void subscription() {
        int profile = profile();
        int service = service();
        jdbc.sql("""
                insert into subscriptions values (:service, :profile, :state, now(),
                    now() + make_interval(days => :days), 'api', 0)
                on conflict (service_id, profile_id) do update
                set state = excluded.state, until_at = excluded.until_at""").param("service", service)
                .param("profile", profile).param("state", List.of(0, 1, 2, 4).get(random.nextInt(4)))
                .param("days", random.nextInt(3) == 0 ? null : random.nextInt(20) - 10).update();
        entry("subscribed", profile, 0, service);
        if (random.nextInt(10) == 0) {
            jdbc.sql("update subscriptions set state = 4, until_at = null where service_id = :service")
                    .param("service", service).update();
            entry("service_deleted", 0, 0, service);
        }
    }

    private void delete() {
        int profile = profile();
        jdbc.sql("delete from profile_addresses where profile_id = :profile").param("profile", profile).update();
        jdbc.sql("update profiles set deleted_at = now() where id = :profile").param("profile", profile).update();
        entry("profile_deleted", profile, 0, 0);
    }

    private void domain() {
        String domain = (random.nextBoolean() ? "*." : "") + "d" + random.nextInt(4) + ".example";
        int removed = jdbc.sql("delete from excluded_domains where domain = :domain").param("domain", domain).update();
        if (removed == 0) {
            jdbc.sql("insert into excluded_domains (domain, seq) values (:domain, 0)").param("domain", domain).update();
        }
        entry(removed == 0 ? "excluded_domain_added" : "excluded_domain_removed", 0, 0, 0);
    }

    private void use(int profile, int channel, int address) {
        jdbc.sql("insert into profile_addresses (profile_id, channel, position, address_id) values (:p, :c, 1, :a)")
                .param("p", profile).param("c", channel).param("a", address).update();
    }

    /// One of few addresses of our own, so that many are shared and some are of excluded domains.
    private int address(int channel) {
        String canonical = channel == 1
                ? name + "." + random.nextInt(40) + "@" + (random.nextBoolean() ? "sub." : "") + "d" + random.nextInt(4)
                        + ".example"
                : name + "/" + random.nextInt(40);
        return jdbc.sql("""
                insert into addresses (channel, canonical) values (:channel, :canonical)
                on conflict (channel, canonical) do update set canonical = excluded.canonical returning id""")
                .param("channel", channel).param("canonical", canonical).query(Integer.class).single();
    }

    private int profile() {
        return jdbc.sql("""
                select id from profiles where key like :own order by id offset :skip limit 1""")
                .param("own", name + "-%").param("skip", made == 0 ? 0 : random.nextInt(made)).query(Integer.class)
                .optional().orElseGet(() -> {
                    makeProfile();
                    return profile();
                });
    }

    private int service() {
        String service = name + "-s" + random.nextInt(2);
        return jdbc.sql("select id from services where name = :name").param("name", service).query(Integer.class)
                .optional().orElseGet(() -> jdbc
                        .sql("insert into services (name, label, channel) values (:name, 'News', 1) returning id")
                        .param("name", service).query(Integer.class).single());
    }

    private void entry(String kind, int profile, int address, int service) {
        jdbc.sql(
                """
                        insert into ledger (at, kind, actor, source, profile_id, address_id, service_id)
                        values (now(), :kind, 'test', 'system', nullif(:profile, 0), nullif(:address, 0), nullif(:service, 0))""")
                .param("kind", kind).param("profile", profile).param("address", address).param("service", service)
                .update();
    }
}
