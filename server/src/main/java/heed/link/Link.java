package heed.link;

/// What a link names; 0 where it names none.
///
/// @param purpose what it is for
/// @param profile whom it was made for
/// @param delivery what it was sent with
/// @param page the landing page it leads to
/// @param service the service it is about
/// @param request a ledger entry, or another number by purpose: of an [Purpose#UNSUBSCRIBE] the number of the channel,
///     so that the link still says what to stop when its delivery is gone
public record Link(Purpose purpose, int profile, long delivery, int page, int service, long request) {

    public Link {
        if (profile < 0 || delivery < 0 || page < 0 || service < 0 || request < 0) {
            throw new IllegalArgumentException("ids are not negative");
        }
    }

    /// Ends what a delivery belongs to: the subscription to its service, or all messages on its channel.
    ///
    /// @param service 0 where the delivery is for none
    /// @param channel its number
    public static Link unsubscribe(int profile, long delivery, int service, int channel) {
        return new Link(Purpose.UNSUBSCRIBE, profile, delivery, 0, service, channel);
    }

    /// Takes back what a person has just done.
    ///
    /// @param entry the ledger entry to void
    public static Link undo(int profile, long delivery, long entry) {
        return new Link(Purpose.UNDO, profile, delivery, 0, 0, entry);
    }
}
