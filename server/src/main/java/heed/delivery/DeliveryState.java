package heed.delivery;

import java.util.Arrays;

/// Where a delivery stands (semantics §4).
///
/// ```
/// draft ──analysis──▶ preparing ──▶ prepared ──hand-off──▶ handing_off ──none remain──▶ done
///   ◀──────failed analysis──┘ ◀──edited──┘
/// ```
/// Codes are persisted: added, never renamed.
public enum DeliveryState {
    /// Being put together; has no analysis.
    DRAFT("draft"),
    /// An analysis runs.
    PREPARING("preparing"),
    /// Has an analysis; may be edited, prepared again or handed off.
    PREPARED("prepared"),
    /// Some have left; nothing about it changes any more but who else leaves.
    HANDING_OFF("handing_off"),
    /// None remain.
    DONE("done");

    private final String code;

    DeliveryState(String code) {
        this.code = code;
    }

    /// The code in JSON and the database.
    public String code() {
        return code;
    }

    /// May it be edited, deleted or prepared? Not while an analysis runs, and never after the hand-off began.
    public boolean open() {
        return this == DRAFT || this == PREPARED;
    }

    /// Has it a target to look at?
    public boolean analysed() {
        return this == PREPARED || this == HANDING_OFF || this == DONE;
    }

    /// The state of a code of the database.
    public static DeliveryState ofCode(String code) {
        return Arrays.stream(values()).filter(state -> state.code.equals(code)).findFirst().orElseThrow();
    }
}
