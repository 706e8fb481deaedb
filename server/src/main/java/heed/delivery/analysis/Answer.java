package heed.delivery.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// What a population answers to one fact.
///
/// @param holding of whom the fact holds, one part a detail, no profile in two parts
/// @param unknown of whom nobody can say: they fail closed
public record Answer(List<Part> holding, RoaringBitmap unknown) {

    /// Those of whom a fact holds with one detail.
    ///
    /// @param detail what is told beside the cause, as `heed.rules.Cause` has it; null for facts without details
    /// @param who the profiles
    public record Part(@Nullable String detail, RoaringBitmap who) {}

    public Answer {
        holding = List.copyOf(holding);
    }

    /// The same answer about these members only, in bitmaps of its own.
    Answer within(RoaringBitmap members) {
        return new Answer(
                holding.stream().map(part -> new Part(part.detail(), RoaringBitmap.and(part.who(), members))).toList(),
                RoaringBitmap.and(unknown, members));
    }
}
