package heed.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;

import heed.rules.Cause;
import heed.rules.Origin;
import heed.rules.address.Canonicalised;
import heed.rules.optout.OptOuts;
import heed.rules.population.PlainAnalysis;
import heed.rules.quarantine.AddressState;
import heed.rules.subscription.SubscriptionState;
import java.util.List;
import java.util.Optional;

/// What a case expects of the pure rules, for every order of arrival.
final class PureChecks {

    private PureChecks() {
    }

    static void analysis(AnalysisCase one) {
        PlainAnalysis analysis = PureAnalysis.of(one);
        List<String> keys = one.world().profiles().stream().map(AnalysisCase.Profile::key).toList();

        assertThat(analysis.target()).extracting(id -> keys.get(id - 1)).containsExactlyElementsOf(one.target());
        assertThat(analysis.excluded().keySet()).extracting(id -> keys.get(id - 1))
                .containsExactlyInAnyOrderElementsOf(one.excluded().keySet());
        analysis.excluded().forEach((id, causes) -> {
            AnalysisCase.Exclusion expected = Optional.ofNullable(one.excluded().get(keys.get(id - 1))).orElseThrow();
            assertThat(causes.getFirst().rule().code()).isEqualTo(expected.cause());
            expected.causes().ifPresent(
                    codes -> assertThat(causes).extracting(cause -> cause.rule().code())
                            .containsExactlyElementsOf(codes));
            expected.detail().ifPresent(detail -> assertThat(causes).extracting(Cause::detail).contains(detail));
        });
    }

    static void optOut(OptOutCase one) {
        for (var arrived : Arrivals.of(PureFolds.choices(one))) {
            OptOuts optOuts = PureFolds.optOuts(arrived);

            assertThat(optOuts.all()).as("all, %s", arrived).isEqualTo(one.all());
            assertThat(optOuts.channels()).as("channels, %s", arrived).isEqualTo(one.channels());
            one.since().forEach((which, minute) -> assertThat(optOuts.switches().get(which)).as("%s", arrived)
                    .extracting(Origin::since).isEqualTo(PureFolds.minute(minute)));
        }
    }

    static void quarantine(QuarantineCase one) {
        QuarantineCase.Expected expected = one.expected();
        for (var arrived : Arrivals.of(one.events())) {
            AddressState state = PureFolds.addressState(arrived);

            assertThat(state.status()).as("%s", arrived).isEqualTo(expected.status());
            expected.errors()
                    .ifPresent(errors -> assertThat(state.error().count()).as("%s", arrived).isEqualTo(errors));
            expected.marks().ifPresent(marks -> assertThat(state.marks().keySet()).as("%s", arrived).isEqualTo(marks));
            expected.held().ifPresent(held -> assertThat(state.held()).as("%s", arrived).isEqualTo(held));
            expected.reason()
                    .ifPresent(reason -> assertThat(state.error().reason()).as("%s", arrived).isEqualTo(reason));
        }
    }

    static void subscription(SubscriptionCase one) {
        for (var arrived : Arrivals.of(one.events())) {
            SubscriptionState state = PureFolds.subscription(arrived);
            for (SubscriptionCase.Expected expected : one.expected()) {
                assertThat(state.at(expected.at())).as("%s at %s", arrived, expected.at()).isEqualTo(expected.status());
                expected.since().ifPresent(since -> assertThat(state.since()).as("%s", arrived).isEqualTo(since));
                expected.until().ifPresent(until -> assertThat(state.until()).as("%s", arrived).isEqualTo(until));
            }
        }
    }

    static void address(AddressCase one) {
        Optional<Canonicalised> result = PureAddress.of(one.channel(), one.raw());
        if (result.isEmpty()) {
            return;
        }
        Optional<String> canonical = result.get() instanceof Canonicalised.Canonical(String text)
                ? Optional.of(text)
                : Optional.empty();

        assertThat(canonical).isEqualTo(one.canonical());
        canonical.ifPresent(
                text -> assertThat(PureAddress.of(one.channel(), text)).contains(new Canonicalised.Canonical(text)));
    }
}
