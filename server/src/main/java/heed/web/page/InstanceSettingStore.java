package heed.web.page;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What operators set for the whole instance (table `instance_settings`): its name and brand.
///
/// Kept in memory, read again after every change here; another server on the same database sees a change at its next
/// start.
@Component
public class InstanceSettingStore {
    private static final String NAME = "name";
    private static final String COLOR = "color";
    private static final Instance DEFAULT = new Instance("Heed", "#0f6e84");

    private final JdbcClient jdbc;
    private final AtomicReference<@Nullable Instance> known = new AtomicReference<>();

    InstanceSettingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// How the instance presents itself.
    ///
    /// @param name in the corner of every page
    /// @param color of the brand, `#rrggbb`
    public record Instance(String name, String color) {}

    /// As it is now.
    public Instance instance() {
        Instance instance = known.get();
        if (instance == null) {
            instance = read();
            known.set(instance);
        }
        return instance;
    }

    /// Sets it, in the caller's transaction; call [#changed] after the commit.
    public void set(Instance instance) {
        put(NAME, instance.name());
        put(COLOR, instance.color());
    }

    /// What is kept in memory is read again at the next look.
    public void changed() {
        known.set(null);
    }

    private void put(String name, String value) {
        // Expects the primary key.
        jdbc.sql("""
                insert into instance_settings (name, value) values (:name, :value)
                on conflict (name) do update set value = excluded.value, updated_at = now()""").param("name", name)
                .param("value", value).update();
    }

    private Instance read() {
        Map<String, String> rows = new TreeMap<>();
        jdbc.sql("select name, value from instance_settings").query(row -> {
            rows.put(row.getString(1), row.getString(2));
        });
        return new Instance(Objects.requireNonNull(rows.getOrDefault(NAME, DEFAULT.name())),
                Objects.requireNonNull(rows.getOrDefault(COLOR, DEFAULT.color())));
    }
}
