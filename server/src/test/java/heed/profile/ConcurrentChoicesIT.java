package heed.profile;

import static org.assertj.core.api.Assertions.assertThat;

import heed.ledger.Actor;
import heed.ledger.Source;
import heed.rules.optout.Act;
import heed.rules.optout.Choice;
import heed.rules.optout.OptOuts;
import heed.rules.optout.Switch;
import heed.testing.TestServer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/// Many at once on one profile: whatever the order of arrival, the switches are the fold of all choices.
class ConcurrentChoicesIT {

    private static final int CHOICES = 120;
    private static final List<Switch> SWITCHES = List.of(Switch.values());

    private final Choices choices = TestServer.bean(Choices.class);
    private final OptOutStore optOuts = TestServer.bean(OptOutStore.class);
    private final ProfileKeyStore keys = TestServer.bean(ProfileKeyStore.class);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theSwitchesAreTheFoldOfAllChoicesWhateverTheirOrderOfArrival(long seed) throws Exception {
        String key = TestServer.unique("concurrent");
        Instant start = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.MICROS);
        Random random = new Random(seed);
        List<ChoiceRequest> requests = new ArrayList<>();
        for (int i = 0; i < CHOICES; i++) {
            requests.add(request(random, start.plusSeconds(random.nextInt(40))));
        }

        List<Choice> made = makeAtOnce(key, requests);

        int id = keys.find(key).orElseThrow().id();
        OptOuts stored = optOuts.of(List.of(id)).getOrDefault(id, OptOuts.none());
        assertThat(stored).as("seed %d", seed).isEqualTo(OptOuts.fold(made));
    }

    private List<Choice> makeAtOnce(String key, List<ChoiceRequest> requests)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Choice>> answers = new ArrayList<>();
            for (ChoiceRequest request : requests) {
                answers.add(threads.submit(() -> {
                    long seq = choices.choose(key, request, true, null).seq();
                    return new Choice(Objects.requireNonNull(request.at()), request.act(), seq);
                }));
            }
            List<Choice> made = new ArrayList<>();
            for (Future<Choice> answer : answers) {
                made.add(answer.get());
            }
            return made;
        }
    }

    private static ChoiceRequest request(Random random, Instant at) {
        Switch one = SWITCHES.get(random.nextInt(SWITCHES.size()));
        Act act = switch (random.nextInt(5)) {
            case 0, 1 -> new Act.OptOut(one);
            case 2, 3 -> new Act.OptIn(one);
            default -> new Act.Replace(EnumSet.of(one, Switch.EMAIL));
        };
        return new ChoiceRequest(act, Scope.PROFILE, at, Source.API, Actor.SYSTEM, "test",
                JsonNodeFactory.instance.objectNode());
    }
}
