package heed.operator;

import heed.database.HeedHome;
import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes and revokes API keys, each with its ledger entry in one transaction, and sees to the first one at start.
@Component
class ApiKeyRing implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(ApiKeyRing.class);
    private static final String PREFIX = "heed_";

    private final ApiKeyStore store;
    private final LedgerStore ledger;
    private final OperatorSettings settings;
    private final HeedHome home;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ApiKeyRing(ApiKeyStore store, LedgerStore ledger, OperatorSettings settings, HeedHome home,
            TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.settings = settings;
        this.home = home;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// A fresh key: the only moment it can be read.
    record Made(String id, String key) {}

    @Transactional
    public Made make(String label, List<String> scopes, Actor actor) {
        String key = PREFIX + HeedHome.randomSecret();
        long id = put(key, label, scopes, actor, Source.API);
        return new Made(String.valueOf(id), key);
    }

    /// False when there is no good key of this id.
    @Transactional
    public boolean revoke(long id, Actor actor) {
        var label = store.revoke(id, clock.instant());
        label.ifPresent(l -> record(Kind.API_KEY_REVOKED, actor, Source.API, key(id, l)));
        return label.isPresent();
    }

    /// `HEED_API_KEY` counts at every start, even if it was revoked: who sets it runs the server.
    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(_ -> {
            String given = settings.apiKey();
            if (given != null && !given.isBlank()) {
                ensure(given.strip(), "HEED_API_KEY");
            } else if (!store.any(Scope.ADMIN)) {
                Path file = home.secret("api-key", () -> PREFIX + HeedHome.randomSecret());
                ensure(read(file), "first key");
                log.info("The first API key (scope admin) is in the file {}", file);
            }
        });
    }

    private void ensure(String key, String label) {
        if (!store.contains(key)) {
            put(key, label, List.of(Scope.ADMIN.code()), Actor.SYSTEM, Source.SYSTEM);
        }
    }

    private long put(String key, String label, List<String> scopes, Actor actor, Source source) {
        long id = store.put(key, label, scopes);
        ObjectNode made = key(id, label);
        scopes.forEach(made.putArray("scopes")::add);
        record(Kind.API_KEY_CREATED, actor, source, made);
        return id;
    }

    private void record(Kind kind, Actor actor, Source source, ObjectNode change) {
        ledger.append(Entry.of(kind, clock.instant(), actor, source).change(change));
    }

    private static ObjectNode key(long id, String label) {
        return JsonNodeFactory.instance.objectNode().put("id", String.valueOf(id)).put("label", label);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
