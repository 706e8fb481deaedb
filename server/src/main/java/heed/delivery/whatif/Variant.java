package heed.delivery.whatif;

import heed.delivery.Analysis.Counts;
import heed.delivery.Analysis.Row;
import heed.delivery.page.WaterfallPicture;
import heed.rules.ExclusionRule;
import heed.rules.Typology;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One of the two variants as the page shows it.
///
/// @param name `a` or `b`: of its column, and of its switches in the form
/// @param target how many it targets
/// @param gain how many more than the delivery as it is, at the same moment
/// @param typology another one than the delivery's that has exactly these rules; null where none has
/// @param picture its waterfall
/// @param lines one a rule in order of precedence, those that are off included
record Variant(String name, long target, long gain, @Nullable String typology, WaterfallPicture picture,
        List<Line> lines) {

    Variant {
        lines = List.copyOf(lines);
    }

    /// A rule in a variant, its counts taken together where it has several details; 0 while it is off.
    ///
    /// @param code of the rule
    /// @param fixed it cannot be switched off
    /// @param on the variant has it
    /// @param own the delivery's typology has it
    record Line(String code, boolean fixed, boolean on, boolean own, long deciding, long matching, long only) {

        static Line of(ExclusionRule rule, Typology variant, Typology own, List<Row> rows) {
            long deciding = 0;
            long matching = 0;
            long only = 0;
            for (Row row : rows) {
                if (row.cause().equals(rule.code())) {
                    deciding += row.deciding();
                    matching += row.matching();
                    only += row.only();
                }
            }
            return new Line(rule.code(), !rule.droppable(), variant.has(rule), own.has(rule), deciding, matching, only);
        }
    }

    /// @param typology the variant's rules
    /// @param counts what they come to
    /// @param own the delivery's rules
    /// @param targeted how many those target
    static Variant of(String name, Typology typology, Counts counts, Typology own, long targeted) {
        return new Variant(name, counts.target(), counts.target() - targeted, other(typology, own),
                WaterfallPicture.of(counts), Arrays.stream(ExclusionRule.values())
                        .map(rule -> Line.of(rule, typology, own, counts.exclusions())).toList());
    }

    private static @Nullable String other(Typology typology, Typology own) {
        return Stream.of(Typology.MARKETING, Typology.TRANSACTIONAL)
                .filter(one -> !one.name().equals(own.name()) && one.rules().equals(typology.rules()))
                .map(Typology::name).findFirst().orElse(null);
    }
}
