package heed.rules.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One mapping of a case file. It remembers what was asked for, so that a misspelled field is an error and not a
/// case that tests nothing.
final class Node {

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    Node(@Nullable Object yaml) {
        if (!(yaml instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("expected a mapping, not " + yaml);
        }
        map.forEach((key, value) -> {
            if (value != null) {
                fields.put(String.valueOf(key), value);
            }
        });
    }

    Set<String> names() {
        return fields.keySet();
    }

    boolean has(String name) {
        asked.add(name);
        return fields.containsKey(name);
    }

    Optional<Object> value(String name) {
        asked.add(name);
        return Optional.ofNullable(fields.get(name));
    }

    Optional<String> text(String name) {
        return value(name).map(String::valueOf);
    }

    String needText(String name) {
        return text(name).orElseThrow(() -> new IllegalArgumentException("no " + name + " in " + fields));
    }

    Optional<Node> node(String name) {
        return value(name).map(Node::new);
    }

    Node needNode(String name) {
        return node(name).orElseThrow(() -> new IllegalArgumentException("no " + name + " in " + fields));
    }

    boolean flag(String name) {
        return value(name).map(Boolean.TRUE::equals).orElse(false);
    }

    Optional<Integer> number(String name) {
        return text(name).map(Integer::valueOf);
    }

    List<Object> list(String name) {
        return value(name).map(Node::listOf).orElse(List.of());
    }

    List<String> texts(String name) {
        return list(name).stream().map(String::valueOf).toList();
    }

    List<Node> nodes(String name) {
        return list(name).stream().map(Node::new).toList();
    }

    /// Every field must have been asked for.
    void close() {
        Set<String> left = new LinkedHashSet<>(fields.keySet());
        left.removeAll(asked);
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("unknown fields " + left + " in " + fields);
        }
    }

    /// A list as it is; anything else as a list of one.
    static List<Object> listOf(Object yaml) {
        List<Object> list = new ArrayList<>();
        if (yaml instanceof List<?> many) {
            many.forEach(one -> list.add(Objects.requireNonNull(one)));
        } else {
            list.add(yaml);
        }
        return list;
    }
}
