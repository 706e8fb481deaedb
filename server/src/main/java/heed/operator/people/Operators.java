package heed.operator.people;

import heed.ledger.Actor;
import heed.ledger.Entry;
import heed.ledger.Kind;
import heed.ledger.LedgerStore;
import heed.ledger.Source;
import heed.operator.Role;
import heed.web.Problem;
import heed.web.page.SignedIn;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes and changes operators, each change with its ledger entry in one transaction, and ends their sessions where a
/// change asks for it.
@Component
public class Operators {
    /// Shorter ones are refused: length is what makes a password hard to guess (NIST SP 800-63B).
    public static final int SHORTEST_PASSWORD = 10;

    private static final int LONGEST_PASSWORD = 200;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,63}");

    private final OperatorStore store;
    private final LedgerStore ledger;
    private final SessionRegistry sessions;
    private final PasswordEncoder passwords;
    private final Clock clock;

    Operators(OperatorStore store, LedgerStore ledger, SessionRegistry sessions, PasswordEncoder passwords,
            Clock clock) {
        this.store = store;
        this.ledger = ledger;
        this.sessions = sessions;
        this.passwords = passwords;
        this.clock = clock;
    }

    /// In order of their names.
    public List<Operator> all() {
        return store.all();
    }

    /// The operator of an id.
    ///
    /// @throws Problem 404
    public Operator get(long id) {
        return store.find(id).orElseThrow(() -> Problem.notFound("no operator has this id"));
    }

    /// Makes one.
    ///
    /// @throws Problem 400 for a name or password that will not do, 409 when somebody has the name
    @Transactional
    public Operator make(String name, Role role, String password, Actor actor) {
        if (!NAME.matcher(name).matches()) {
            throw Problem.badRequest("name",
                    "must be 1 to 64 letters, digits, . _ @ or -, and begin with one of the first");
        }
        long id = store.insert(name, role, encode(password))
                .orElseThrow(() -> Problem.conflict("an operator of this name exists"));
        record(Kind.OPERATOR_CREATED, name, actor, null, role.code(), null);
        return get(id);
    }

    /// Gives another role and signs the operator out, so that it counts at once.
    ///
    /// @throws Problem 404, 409 for the last admin
    @Transactional
    public Operator role(long id, Role role, @Nullable String reason, Actor actor) {
        Operator before = get(id);
        if (before.role() == role) {
            return before;
        }
        keepAnAdmin(before);
        store.role(id, role);
        record(Kind.OPERATOR_CHANGED, before.name(), actor, before.role().code(), role.code(), reason);
        signOut(id);
        return get(id);
    }

    /// Lets an operator sign in no longer, or again.
    ///
    /// @throws Problem 404, 409 for the last admin
    @Transactional
    public Operator disable(long id, boolean disabled, @Nullable String reason, Actor actor) {
        Operator before = get(id);
        if (before.disabled() == disabled) {
            return before;
        }
        if (disabled) {
            keepAnAdmin(before);
        }
        store.disabled(id, disabled ? clock.instant() : null);
        record(Kind.OPERATOR_CHANGED, before.name(), actor, disabled ? "enabled" : "disabled",
                disabled ? "disabled" : "enabled", reason);
        signOut(id);
        return get(id);
    }

    /// Sets a password; all the operator's sessions end.
    ///
    /// @throws Problem 400 for one that will not do, 404
    @Transactional
    public void password(long id, String password, Actor actor) {
        Operator operator = get(id);
        store.password(id, encode(password));
        record(Kind.OPERATOR_CHANGED, operator.name(), actor, null, "password", null);
        signOut(id);
    }

    /// Whether it is the operator's password.
    public boolean isPassword(String name, String password) {
        return store.signIn(name).filter(who -> passwords.matches(password, who.getPassword())).isPresent();
    }

    /// Sets what an operator chose for itself; null: as the browser says.
    @Transactional
    public void taste(long id, @Nullable String language, @Nullable String timeZone) {
        store.taste(id, language, timeZone);
    }

    /// Ends all sessions of an operator once the transaction is committed, or at once where there is none.
    public void signOut(long id) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            expire(id);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                expire(id);
            }
        });
    }

    private void expire(long id) {
        for (Object principal : sessions.getAllPrincipals()) {
            if (principal instanceof SignedIn who && who.id() == id) {
                sessions.getAllSessions(principal, false).forEach(SessionInformation::expireNow);
            }
        }
    }

    private void keepAnAdmin(Operator operator) {
        if (operator.role() == Role.ADMIN && !operator.disabled() && store.lockAdmins() <= 1) {
            throw Problem.conflict("this is the last admin who can sign in; make another one first");
        }
    }

    private String encode(String password) {
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            throw Problem.badRequest("password",
                    "must be " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters");
        }
        return java.util.Objects.requireNonNull(passwords.encode(password));
    }

    private void record(Kind kind, String name, Actor actor, @Nullable String from, String to,
            @Nullable String reason) {
        ObjectNode change = JsonNodeFactory.instance.objectNode().put("operator", name).put("from", from).put("to", to);
        ledger.append(Entry.of(kind, clock.instant(), actor, Source.OPERATOR).change(change).reason(reason));
    }
}
