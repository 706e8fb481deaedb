package heed.feedback.email;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Writes `docs/reference/feedback-corpus.md`: numbers, tables, and the expectations that are not ours. Names files of the
/// corpus, never an address.
///
/// @param verdicts all of them
/// @param exceptions why an expectation is not ours
record CorpusPage(List<CorpusVerdict> verdicts, Map<String, String> exceptions) {

    String text() {
        return """
                # How well feedback is understood
                Written by `CorpusTest` from the real messages in `../shared/corpora`, which are no part of the project:

                    mvn -o -pl server -am verify -Dtest=CorpusTest -Dheed.reference=write -DskipITs \
                -Dsurefire.failIfNoSpecifiedTests=false

                A fifth of the messages, chosen by a hash of the file's name, was held back: nobody looked at them while the
                patterns were written. When they were first classified, after that, the class was as the source means it for
                67 of 78 and the recipients for 24 of 24; two faults that this showed were mended then (a star at both ends
                of a code matched nothing; words that say only "recipient rejected" stood before the codes), and their own
                exceptions listed.
                Since then these were read too, so they measure nothing any more. Of 275 further messages of Sisimai's own collection,
                which nobody had looked at, the class was as the source means it for 226 (82.1 %), for 234 after the faults they showed.

                ## Right
                | what | all | of these held back |
                |---|---|---|
                """
                + numbers()
                + """

                        *Word for word* compares the class with the source's own word. *As the source means it* translates three
                        things, by rule and not by file: a reason of the source that is about the sender or the message (%s) is
                        `ignored` here, whatever class it comes with (D2); `rejected` (of the sender) may be `ignored`; flufl.bounce
                        says only whether a failure is final, not whether the address is to blame.

                        What was still wrong after that was read one by one and either mended or listed below with its reason; so the
                        lines *without the expectations listed below* say that nothing is wrong without a reason, not how good the
                        reading is on unknown mail: for that take the numbers of the messages held back.

                        ## What the source expects, what is found
                        """
                        .formatted("`" + String.join("`, `", CorpusVerdict.ABOUT_US.stream().sorted().toList()) + "`")
                + table("All", verdict -> true) + table("Held back", verdict -> verdict.sample().heldBack())
                + listed();
    }

    String numbers() {
        return row("class, word for word", CorpusVerdict::states, CorpusVerdict::sameWord)
                + row("class, as the source means it", CorpusVerdict::states, CorpusVerdict::right)
                + row("class, without the expectations listed below",
                        verdict -> verdict.states() && !listed("class", verdict), CorpusVerdict::right)
                + row("recipients", CorpusVerdict::statesRecipients, CorpusVerdict::recipientsRight)
                + row("recipients, without the expectations listed below",
                        verdict -> verdict.statesRecipients() && !listed("recipient", verdict),
                        CorpusVerdict::recipientsRight)
                + row("automatic replies, delayed notices and ordinary mail that do not count", CorpusPage::harmless,
                        verdict -> !verdict.found().type().counts());
    }

    private String row(String what, Predicate<CorpusVerdict> among, Predicate<CorpusVerdict> right) {
        return "| %s | %s | %s |\n".formatted(what, share(among, right),
                share(among.and(verdict -> verdict.sample().heldBack()), right));
    }

    private String share(Predicate<CorpusVerdict> among, Predicate<CorpusVerdict> right) {
        long all = verdicts.stream().filter(among).count();
        long good = verdicts.stream().filter(among.and(right)).count();
        return all == 0
                ? "none"
                : "%d of %d (%d.%d %%)".formatted(good, all, good * 1000 / all / 10, good * 1000 / all % 10);
    }

    String table(String name, Predicate<CorpusVerdict> among) {
        Map<String, Map<FeedbackType, Integer>> counts = new TreeMap<>();
        verdicts.stream().filter(among).forEach(verdict -> counts
                .computeIfAbsent(verdict.row(), row -> new EnumMap<>(FeedbackType.class))
                .merge(verdict.found().type(), 1, Integer::sum));
        StringBuilder table = new StringBuilder("### %s\n| expected |".formatted(name));
        for (FeedbackType type : FeedbackType.values()) {
            table.append(" %s |".formatted(type.code()));
        }
        table.append("\n|---|").append("---|".repeat(FeedbackType.values().length)).append('\n');
        counts.forEach((row, cells) -> {
            table.append("| %s |".formatted(row));
            for (FeedbackType type : FeedbackType.values()) {
                table.append(" %s |".formatted(cells.getOrDefault(type, 0)));
            }
            table.append('\n');
        });
        return table.append('\n').toString();
    }

    private String listed() {
        StringBuilder list = new StringBuilder(
                """
                        ## Expectations that are not ours
                        One by one, with the reason; a test fails when one of them becomes right. `corpus-exceptions.tsv` is the list.

                        | file | in its source | what | expected | found | reason |
                        |---|---|---|---|---|---|
                        """);
        List<String> rows = new ArrayList<>();
        for (CorpusVerdict verdict : verdicts) {
            for (String what : List.of("class", "recipient")) {
                if (listed(what, verdict)) {
                    rows.add("| %s | %s%s | %s | %s | %s | %s |\n".formatted(verdict.sample().id(),
                            verdict.sample().name(), verdict.sample().heldBack() ? " (held back)" : "", what,
                            what.equals("class") ? verdict.sample().type() + " " + verdict.sample().reason() : "",
                            what.equals("class")
                                    ? verdict.found().type().code() + " " + verdict.found().reason().code()
                                    : "",
                            exceptions.get(what + " " + verdict.sample().id())));
                }
            }
        }
        rows.stream().sorted().forEach(list::append);
        return list.toString();
    }

    private boolean listed(String what, CorpusVerdict verdict) {
        return exceptions.containsKey(what + " " + verdict.sample().id());
    }

    private static boolean harmless(CorpusVerdict verdict) {
        return switch (verdict.found().kind()) {
            case DELAYED, DELIVERED, AUTO_REPLY, ORDINARY, UNREADABLE -> true;
            case REPORT, BOUNCE, COMPLAINT -> "autoreply".equals(verdict.sample().kind());
        };
    }
}
