package heed.operator.people;

import heed.database.HeedHome;
import heed.ledger.Actor;
import heed.operator.OperatorSettings;
import heed.operator.Role;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Sees to it that `admin` can sign in: makes it at the first start, with `HEED_ADMIN_PASSWORD` or a generated
/// password that the command line prints once. A later start with another `HEED_ADMIN_PASSWORD` sets that one, which
/// is how a lost password is replaced; the same value again changes nothing.
@Component
public class FirstOperator implements SmartInitializingSingleton {
    /// Its name.
    public static final String NAME = "admin";

    private static final int GENERATED = 20;

    private final OperatorStore store;
    private final Operators operators;
    private final PasswordEncoder passwords;
    private final OperatorSettings settings;
    private final TransactionTemplate transaction;
    private @Nullable String generated;

    FirstOperator(OperatorStore store, Operators operators, PasswordEncoder passwords, OperatorSettings settings,
            TransactionTemplate transaction) {
        this.store = store;
        this.operators = operators;
        this.passwords = passwords;
        this.settings = settings;
        this.transaction = transaction;
    }

    /// The password that this start made up, if it did: to be shown once.
    public Optional<String> generatedPassword() {
        return Optional.ofNullable(generated);
    }

    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(_ -> {
            String given = settings.adminPassword();
            if (given != null && !given.isBlank()) {
                take(given);
            } else if (store.all().isEmpty()) {
                generated = HeedHome.randomSecret().substring(0, GENERATED);
                operators.make(NAME, Role.ADMIN, generated, Actor.SYSTEM);
            }
        });
    }

    private void take(String given) {
        if (store.given(NAME).filter(hash -> passwords.matches(given, hash)).isPresent()) {
            return;
        }
        long id = store.all().stream().filter(one -> one.name().equalsIgnoreCase(NAME)).findFirst()
                .orElseGet(() -> operators.make(NAME, Role.ADMIN, given, Actor.SYSTEM)).id();
        store.take(id, Objects.requireNonNull(passwords.encode(given)));
    }
}
