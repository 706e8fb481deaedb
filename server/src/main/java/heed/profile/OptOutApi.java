package heed.profile;

import heed.ledger.Actor;
import heed.rules.Channel;
import heed.rules.ProfileKey;
import heed.rules.optout.Act;
import heed.rules.optout.Switch;
import heed.web.Code;
import heed.web.EntityTag;
import heed.web.Problem;
import java.security.Principal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Opt out, opt in, replace (4-api "Profiles and opt-outs").
@RestController
@RequestMapping("/api/v1/profiles/{key}/opt-outs")
class OptOutApi {

    private final Choices choices;
    private final OptOutStore optOuts;
    private final ProfileKeyStore keys;

    OptOutApi(Choices choices, OptOutStore optOuts, ProfileKeyStore keys) {
        this.choices = choices;
        this.optOuts = optOuts;
        this.keys = keys;
    }

    /// What a PUT says: every switch.
    record Replacement(@Nullable Boolean all, @Nullable List<String> channels, @Nullable String source,
            @Nullable String reason, @Nullable Instant at) {}

    /// What a POST says: one switch that goes on.
    record OptOut(@Nullable String channel, @Nullable String scope, @Nullable String source, @Nullable String reason,
            @Nullable ObjectNode evidence, @Nullable Instant at) {}

    @GetMapping
    ResponseEntity<OptOutView> get(@PathVariable String key) {
        int id = keys.find(key).orElseThrow(() -> Problem.notFound("there is no profile with this key")).id();
        return ResponseEntity.ok().eTag(EntityTag.of(optOuts.tag(id)).value())
                .body(optOuts.views(List.of(id)).getOrDefault(id, OptOutView.NONE));
    }

    @PutMapping
    ChoiceAnswer replace(@PathVariable String key, @RequestBody Replacement body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Nullable Principal principal) {
        return choices.choose(key, new ChoiceRequest(new Act.Replace(switches(body)), Scope.PROFILE, body.at(),
                Codes.source(body.source()), Actor.of(principal), body.reason(), object()), false, ifMatch);
    }

    @PostMapping
    ChoiceAnswer optOut(@PathVariable String key, @RequestBody OptOut body,
            @RequestParam(defaultValue = "false") boolean create, @Nullable Principal principal) {
        if (create) {
            ProfileKey.problem(key).ifPresent(problem -> {
                throw Problem.badRequest("key", problem);
            });
        }
        return choices.choose(key, new ChoiceRequest(new Act.OptOut(Codes.switchOf(body.channel())),
                Codes.scope(body.scope()), body.at(), Codes.source(body.source()), Actor.of(principal), body.reason(),
                body.evidence() == null ? object() : body.evidence()), create, null);
    }

    @DeleteMapping("/{channel}")
    ChoiceAnswer optIn(@PathVariable String key, @PathVariable String channel,
            @RequestParam Map<String, String> parameters, @RequestParam(required = false) @Nullable Instant at,
            @Nullable Principal principal) {
        return choices.choose(key, new ChoiceRequest(new Act.OptIn(Codes.switchOf(channel)),
                Codes.scope(parameters.get("scope")), at, Codes.source(parameters.get("source")),
                Actor.of(principal), parameters.get("reason"), object()), false, null);
    }

    /// Nobody's switch is cleared because a field was forgotten: both have to be there.
    private static Set<Switch> switches(Replacement body) {
        Boolean all = body.all();
        List<String> channels = body.channels();
        if (all == null || channels == null) {
            throw Problem.badRequest(all == null ? "all" : "channels", "is missing: a PUT says every switch");
        }
        EnumSet<Switch> on = EnumSet.noneOf(Switch.class);
        for (int i = 0; i < channels.size(); i++) {
            on.add(Switch.of(Code.required("channels[" + i + "]", channels.get(i), Channel.values(), Channel::code)));
        }
        if (all) {
            on.add(Switch.ALL);
        }
        return on;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
