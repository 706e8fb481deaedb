package heed.landingpage.wording;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import heed.landingpage.Sha256;
import heed.ledger.WordingStore;
import heed.link.Link;
import heed.link.Links;
import heed.link.Purpose;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Stamps forms, and finds the words again that a stamp is of.
///
/// What was shown lately is remembered in memory, for looking at a page writes nothing; what somebody has chosen by is in
/// [WordingStore] for ever. Texts are few, for nothing of a person is in them. Safe from any thread.
@Component
public class ShownWordings {

    /// What evidence calls the first digits of a hash whose text is gone.
    static final String BEGINS = "sha256Begins";
    /// What evidence says of such a text.
    static final String GONE = "textGone";

    /// Of a hash of 64 hexadecimal digits: 116 bits are more than anybody can aim at.
    private static final int DIGITS = 29;
    private static final int FIRST = 7;
    private static final int SECOND = 14;
    private static final int RADIX = 16;

    /// Milliseconds above, the version in the bits below: good for a million versions until the year 2248.
    private static final int VERSION_BITS = 20;

    /// Thousands of texts of the usual length.
    private static final int MOST_CHARACTERS = 4_000_000;

    /// Nobody reads and fills in a form so quickly.
    private static final Duration TOO_FAST = Duration.ofSeconds(2);

    private final Links links;
    private final WordingStore kept;
    private final Clock clock;
    private final Cache<String, String> lately = Caffeine.newBuilder().maximumWeight(MOST_CHARACTERS)
            .<String, String>weigher((_, text) -> text.length()).build();

    ShownWordings(Links links, WordingStore kept, Clock clock) {
        this.links = links;
        this.kept = kept;
        this.clock = clock;
    }

    /// The stamp of a form that is shown now with these words.
    ///
    /// @param page the landing page, or 0
    /// @param version of the page, or 0
    public String stamp(int page, int version, String text) {
        String begins = begins(text);
        lately.put(begins, text);
        // The numbers that name nothing else in a stamp hold the hash.
        return links.token(new Link(Purpose.FORM, Integer.parseInt(begins, 0, FIRST, RADIX),
                Long.parseLong(begins, SECOND, DIGITS, RADIX), page, Integer.parseInt(begins, FIRST, SECOND, RADIX),
                clock.millis() << VERSION_BITS | version));
    }

    /// What a form of this page was stamped with; empty for another's, or none of ours.
    public Optional<Stamp> read(int page, @Nullable String token) {
        return token == null
                ? Optional.empty()
                : links.read(token).filter(link -> link.purpose() == Purpose.FORM && link.page() == page)
                        .map(ShownWordings::stamp);
    }

    /// The words that were read: those of the stamp, else those drawn now.
    ///
    /// @param now what the same form would show now
    public Wording of(Optional<Stamp> stamp, String now) {
        Optional<String> begins = stamp.map(Stamp::begins).filter(digits -> !digits.isEmpty());
        if (begins.isEmpty() || begins.get().equals(begins(now))) {
            return new Wording.Known(now);
        }
        return Optional.ofNullable(lately.getIfPresent(begins.get())).or(() -> kept.beginning(begins.get()))
                .<Wording>map(Wording.Known::new).orElseGet(() -> new Wording.Gone(begins.get()));
    }

    /// Keeps the words and names them in the evidence; in the transaction of the entries that name them, before anything is
    /// locked.
    public void keep(Wording wording, ObjectNode evidence) {
        switch (wording) {
            case Wording.Known(String text) -> evidence.put(WordingStore.HASH, kept.keep(text));
            case Wording.Gone(String begins) -> evidence.put(BEGINS, begins).put(GONE, true);
        }
    }

    /// Was the form sent faster than a person can? One without a stamp was.
    public boolean tooFast(Optional<Stamp> stamp) {
        return stamp.map(Stamp::shownAt).filter(shown -> !clock.instant().isBefore(shown.plus(TOO_FAST))).isEmpty();
    }

    /// As after a restart: what was shown is remembered no longer.
    void forget() {
        lately.invalidateAll();
    }

    private static Stamp stamp(Link link) {
        boolean none = link.profile() == 0 && link.service() == 0 && link.delivery() == 0;
        String begins = none ? "" : "%07x%07x%015x".formatted(link.profile(), link.service(), link.delivery());
        return new Stamp(link.page(), (int) (link.request() & (1 << VERSION_BITS) - 1),
                Instant.ofEpochMilli(link.request() >> VERSION_BITS), begins);
    }

    private static String begins(String text) {
        return Sha256.of(text).substring(0, DIGITS);
    }
}
