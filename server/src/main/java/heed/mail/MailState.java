package heed.mail;

import java.util.Arrays;

/// Where a message is. Codes are persisted: added, never renamed.
///
/// ```
/// waiting ──claimed──▶ sending ──▶ sent
///    ▲  ▲                 ├──▶ waiting again, later (a fault that passes), 6 times at most
///    │  └──claim ran out──┤
///    │                    └──▶ failed, withheld
///    └──try again── failed, withheld, kept, dropped
/// ```
enum MailState {
    /// It is to be sent when it is due.
    WAITING("waiting"),
    /// Somebody is sending it, or died over it: until its claim runs out.
    SENDING("sending"),
    /// The mail server took it.
    SENT("sent"),
    /// Given up.
    FAILED("failed"),
    /// No mail server is set: it can be read in the console.
    KEPT("kept"),
    /// Its address gets nothing.
    WITHHELD("withheld"),
    /// An operator took it out.
    DROPPED("dropped");

    private final String code;

    MailState(String code) {
        this.code = code;
    }

    /// The code in the database and in pages.
    public String code() {
        return code;
    }

    /// The state of a stored code.
    static MailState ofCode(String code) {
        return Arrays.stream(values()).filter(state -> state.code.equals(code)).findFirst().orElseThrow();
    }

    /// May an operator have it sent, though it would not be otherwise?
    public boolean mayTryAgain() {
        return switch (this) {
            case FAILED, KEPT, WITHHELD, DROPPED, WAITING -> true;
            case SENDING, SENT -> false;
        };
    }

    /// May an operator take it out?
    public boolean mayDrop() {
        return switch (this) {
            case WAITING, FAILED, KEPT -> true;
            case SENDING, SENT, WITHHELD, DROPPED -> false;
        };
    }
}
