package heed.operator;

import static heed.operator.Action.CHOOSE;
import static heed.operator.Action.DELIVER;
import static heed.operator.Action.EDIT_PROFILES;
import static heed.operator.Action.END_PROFILES;
import static heed.operator.Action.EXPORT;
import static heed.operator.Action.IMPORT;
import static heed.operator.Action.IMPORT_OPT_INS;
import static heed.operator.Action.LANDING_PAGES;
import static heed.operator.Action.LOOK;
import static heed.operator.Action.QUARANTINE;
import static heed.operator.Action.SERVICES;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What an operator is there for, and so may do. Codes are persisted: added, never renamed.
public enum Role {
    /// Looks at everything, changes nothing.
    VIEWER("viewer", LOOK),
    /// Runs campaigns: profiles and their choices, imports, services, landing pages, deliveries.
    MARKETER("marketer", LOOK, EXPORT, EDIT_PROFILES, CHOOSE, IMPORT, SERVICES, LANDING_PAGES, DELIVER),
    /// Keeps addresses deliverable: quarantine and excluded domains.
    DELIVERABILITY("deliverability", LOOK, EXPORT, IMPORT, QUARANTINE),
    /// Answers for people's rights: choices, proof, merging and deleting.
    PRIVACY("privacy", LOOK, EXPORT, EDIT_PROFILES, END_PROFILES, CHOOSE, IMPORT, IMPORT_OPT_INS),
    /// Everything, operators and keys among it.
    ADMIN("admin", Action.values());

    private final String code;
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Action> actions;

    Role(String code, Action... actions) {
        this.code = code;
        this.actions = EnumSet.copyOf(Arrays.asList(actions));
    }

    /// The code in the database and in pages.
    public String code() {
        return code;
    }

    /// May an operator with this role do that?
    public boolean may(Action action) {
        return actions.contains(action);
    }

    /// The role of that code, if there is one.
    public static Optional<Role> ofCode(String code) {
        return Arrays.stream(values()).filter(role -> role.code.equals(code)).findFirst();
    }
}
