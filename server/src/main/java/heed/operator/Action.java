package heed.operator;

/// What operators do in the console; every page and every form belongs to one ([PageRoutes]), every role allows some.
public enum Action {
    /// Every page, without changing anything.
    LOOK("look", "every page; nothing is changed"),
    /// Files of people's data: CSV of profiles, quarantine, exclusions and the ledger, the target of a delivery, feedback as
    /// it came.
    EXPORT("export", "download CSV of profiles, quarantine, exclusions, ledger and target, and feedback as it came"),
    /// Make profiles, change addresses and attributes.
    EDIT_PROFILES("edit_profiles", "make profiles, change addresses and attributes"),
    /// Delete and merge profiles.
    END_PROFILES("end_profiles", "delete and merge profiles"),
    /// Opt people out and in, undo choices, close the hole of a shared address.
    CHOOSE("choose", "opt out and in, subscribe and unsubscribe, undo choices"),
    /// Import files that restrict, and undo them.
    IMPORT("import", "import files, undo imports"),
    /// Import files that opt people in.
    IMPORT_OPT_INS("import_opt_ins", "import files with opt-ins"),
    /// Make, edit and delete services.
    SERVICES("services", "make, edit and delete services"),
    /// Make, edit and publish landing pages.
    LANDING_PAGES("landing_pages", "make, edit, publish and delete landing pages"),
    /// Make, prepare and hand off deliveries.
    DELIVER("deliver", "make, edit, prepare and delete deliveries"),
    /// Set the status of addresses, release them, exclude domains; decide feedback and edit its patterns; have messages of
    /// the outbox sent again, or take them out.
    QUARANTINE("quarantine",
            "set and release addresses, exclude domains, decide feedback and edit its patterns, send again or"
                    + " drop messages of the outbox"),
    /// Operators, API keys, the instance's name and limits.
    ADMINISTER("administer", "operators, API keys, settings of the instance");

    private final String code;
    private final String what;

    Action(String code, String what) {
        this.code = code;
        this.what = what;
    }

    /// The code: an authority `may:<code>` in templates and rules.
    public String code() {
        return code;
    }

    /// What it lets an operator do, as the reference says it.
    public String what() {
        return what;
    }
}
