package heed.delivery;

import heed.rules.Channel;
import heed.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Profiles of one test, written straight into the database, each change with its ledger entry.
final class People {
    private final JdbcClient jdbc = TestServer.bean(JdbcClient.class);
    private final TransactionTemplate transaction = TestServer.bean(TransactionTemplate.class);
    private final String prefix = TestServer.unique("people");
    private final List<String> keys = new ArrayList<>();

    /// The whole key of a short name.
    String key(String name) {
        return prefix + "-" + name;
    }

    /// All keys, as a JSON list.
    String keysJson() {
        return keys.stream().map(key -> "\"" + key + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    /// The names behind whole keys.
    List<String> names(List<String> wholeKeys) {
        return wholeKeys.stream().map(key -> key.substring(prefix.length() + 1)).toList();
    }

    /// A living profile; an empty address is none. Addresses are this test's own.
    People add(String name, String address) {
        transaction.executeWithoutResult(_ -> {
            int id = jdbc.sql("insert into profiles (key, changed_seq) values (:key, 0) returning id")
                    .param("key", key(name)).query(Integer.class).single();
            if (!address.isEmpty()) {
                use(id, address);
            }
            entry("profile_created", id, 0);
        });
        keys.add(key(name));
        return this;
    }

    /// Another first address.
    void move(String name, String address) {
        transaction.executeWithoutResult(_ -> {
            int id = id(name);
            jdbc.sql("delete from profile_addresses where profile_id = :id").param("id", id).update();
            use(id, address);
            entry("profile_changed", id, 0);
        });
    }

    /// Nobody living any more: the key stays.
    void delete(String name) {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("update profiles set deleted_at = now() where id = :id").param("id", id(name)).update();
            entry("profile_deleted", id(name), 0);
        });
    }

    /// Number 0 is the switch `all`.
    People optOut(String name, int number) {
        transaction.executeWithoutResult(_ -> {
            int id = id(name);
            jdbc.sql("select id from profiles where id = :id for no key update").param("id", id).query(Integer.class)
                    .single();
            long seq = entry("opt_out", id, 0);
            jdbc.sql("insert into opt_outs values (:id, :number, now(), :seq) on conflict do nothing").param("id", id)
                    .param("number", number).param("seq", seq).update();
        });
        return this;
    }

    /// Sets the folded status of an address.
    People status(String address, int status) {
        transaction.executeWithoutResult(_ -> {
            int id = address(address);
            entry("address_event", 0, id);
            jdbc.sql("""
                    insert into address_states (address_id, status, error, updated_at) values (:id, :status, 0, now())
                    on conflict (address_id) do update set status = excluded.status""").param("id", id)
                    .param("status", status).update();
        });
        return this;
    }

    /// A service of this test, with its subscribers' states by name; returns its name.
    String service(Map<String, Integer> states) {
        return transaction.execute(_ -> {
            String name = TestServer.unique("news");
            int service = jdbc.sql("insert into services (name, label, channel) values (:name, 'News', 1) returning id")
                    .param("name", name).query(Integer.class).single();
            states.forEach((person, state) -> {
                entry("subscribed", id(person), 0);
                jdbc.sql(
                        """
                                insert into subscriptions values (:service, :profile, case :state when 3 then 2 else :state end,
                                    now() - interval '30 days', case :state when 3 then now() - interval '1 day' end, 'api', 0)""")
                        .param("service", service).param("profile", id(person)).param("state", state).update();
            });
            return name;
        });
    }

    int id(String name) {
        return jdbc.sql("select id from profiles where key = :key").param("key", key(name)).query(Integer.class)
                .single();
    }

    private void use(int id, String address) {
        jdbc.sql("insert into profile_addresses (profile_id, channel, position, address_id) values (:id, :c, 1, :a)")
                .param("id", id).param("c", Channel.EMAIL.number()).param("a", address(address)).update();
    }

    private int address(String address) {
        return jdbc.sql("""
                insert into addresses (channel, canonical) values (1, :canonical)
                on conflict (channel, canonical) do update set canonical = excluded.canonical returning id""")
                .param("canonical", address + "@" + prefix + ".example").query(Integer.class).single();
    }

    private long entry(String kind, int profile, int address) {
        return jdbc.sql("""
                insert into ledger (at, kind, actor, source, profile_id, address_id)
                values (now(), :kind, 'test', 'system', nullif(:profile, 0), nullif(:address, 0)) returning seq""")
                .param("kind", kind).param("profile", profile).param("address", address).query(Long.class).single();
    }
}
