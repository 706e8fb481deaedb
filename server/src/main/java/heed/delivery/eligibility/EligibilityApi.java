package heed.delivery.eligibility;

import heed.delivery.eligibility.EligibilityCheck.Explained;
import heed.delivery.eligibility.EligibilityCheck.Question;
import heed.rules.Cause;
import heed.rules.Channel;
import heed.rules.Typology;
import heed.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// May I contact them? One person with every reason, or up to a thousand with codes.
@RestController
@RequestMapping("/api/v1")
class EligibilityApi {
    private static final int MOST = 1000;
    private static final String EXCLUDED = "excluded";
    private static final String TARGETED = "targeted";
    private static final String UNKNOWN = "unknown";

    private final EligibilityCheck check;

    EligibilityApi(EligibilityCheck check) {
        this.check = check;
    }

    /// The answer about one person.
    ///
    /// @param cause the deciding cause, null for the targeted
    record Answer(String decision, @Nullable String cause, List<Explanation> causes, long ledgerSeq) {}

    @GetMapping("/profiles/{key}/eligibility")
    Answer one(@PathVariable String key, @RequestParam String channel, @RequestParam @Nullable String service,
            @RequestParam @Nullable String typology) {
        Explained explained = check.explain(key, question(channel, service, typology))
                .orElseThrow(() -> Problem.notFound("no profile has this key"));
        List<Explanation> causes = explained.causes();
        return new Answer(causes.isEmpty() ? TARGETED : EXCLUDED, causes.isEmpty() ? null : causes.getFirst().cause(),
                causes, explained.ledgerSeq());
    }

    /// The body of a question about many.
    record Many(@Nullable String channel, @Nullable String service, @Nullable String typology,
            @Nullable List<String> profiles) {}

    /// The answers, one an entry, in the order asked.
    record Answers(List<Item> items) {}

    /// The answer about one of many; `unknown` for keys that nobody living has.
    record Item(String profile, String decision, @Nullable String cause, List<String> causes) {}

    @PostMapping("/eligibility")
    Answers many(@RequestBody Many body) {
        List<String> keys = body.profiles();
        if (keys == null || keys.size() > MOST || keys.stream().anyMatch(Objects::isNull)) {
            throw Problem.badRequest("profiles", "must be a list of at most " + MOST + " profile keys");
        }
        Map<String, List<Cause>> causes = check.causes(keys, question(body.channel(), body.service(), body.typology()));
        return new Answers(keys.stream().map(key -> item(key, causes.get(key))).toList());
    }

    private static Item item(String key, @Nullable List<Cause> causes) {
        if (causes == null) {
            return new Item(key, UNKNOWN, null, List.of());
        }
        List<String> codes = causes.stream().map(cause -> cause.rule().code()).toList();
        return codes.isEmpty()
                ? new Item(key, TARGETED, null, codes)
                : new Item(key, EXCLUDED, codes.getFirst(), codes);
    }

    private Question question(@Nullable String channel, @Nullable String service, @Nullable String typology) {
        if (channel == null) {
            throw Problem.badRequest("channel", "is missing");
        }
        Channel known = Channel.ofCode(channel)
                .orElseThrow(() -> Problem.badRequest("channel", "no channel is called this"));
        Integer serviceId = service == null
                ? null
                : check.service(service)
                        .orElseThrow(() -> Problem.badRequest("service", "no service has this name"));
        Typology rules = typology == null
                ? Typology.MARKETING
                : Typology.builtIn(typology)
                        .orElseThrow(() -> Problem.badRequest("typology", "must be marketing or transactional"));
        return new Question(known, serviceId, rules);
    }
}
