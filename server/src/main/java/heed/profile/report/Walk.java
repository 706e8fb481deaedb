package heed.profile.report;

/// How far a page has come that goes on by itself, step by step, until it ends: hardly anybody shares an address, and
/// there may be millions of opt-outs to look at.
///
/// @param found the rows it has
/// @param steps the steps behind it
record Walk(int found, int steps) {

    /// The rows of a page.
    static final int PAGE = 50;

    /// The most steps of a page.
    static final int STEPS = 20;

    /// A page that has nothing yet.
    static final Walk START = new Walk(0, 0);

    /// Both come back in an address that anybody can write.
    Walk {
        found = Math.clamp(found, 0, PAGE);
        steps = Math.clamp(steps, 0, STEPS);
    }

    /// How many rows the next step may add: at least one, so that every step gets on.
    int room() {
        return Math.max(1, PAGE - found);
    }

    /// After one step more.
    Walk on(int rows) {
        return new Walk(found + rows, steps + 1);
    }

    /// Whether the page goes on no further by itself.
    public boolean ended() {
        return found >= PAGE || steps >= STEPS;
    }
}
