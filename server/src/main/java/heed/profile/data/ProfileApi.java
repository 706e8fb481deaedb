package heed.profile.data;

import heed.ledger.Actor;
import heed.ledger.Source;
import heed.rules.ProfileKey;
import heed.web.Code;
import heed.web.Problem;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/// Create, change, look at, delete, merge and confirm a profile (4-api "Profiles and opt-outs").
@RestController
@RequestMapping("/api/v1/profiles/{key}")
class ProfileApi {

    private final ProfileEdits edits;
    private final ProfileEnding ending;
    private final ProfileViewStore views;

    ProfileApi(ProfileEdits edits, ProfileEnding ending, ProfileViewStore views) {
        this.edits = edits;
        this.ending = ending;
        this.views = views;
    }

    /// What a merge says.
    record Merge(@Nullable String into) {}

    /// What a confirmation says.
    record Confirmation(@Nullable String source, @Nullable ObjectNode evidence) {}

    @PutMapping
    ResponseEntity<ProfileView> put(@PathVariable String key, @RequestBody ObjectNode body,
            @Nullable Principal principal) {
        ProfileKey.problem(key).ifPresent(problem -> {
            throw Problem.badRequest("key", problem);
        });
        boolean created = edits.put(key, body, Actor.of(principal)).created();
        return ResponseEntity.status(created ? HttpStatus.CREATED : HttpStatus.OK).body(get(key));
    }

    @PatchMapping
    ProfileView patch(@PathVariable String key, @RequestBody ObjectNode body, @Nullable Principal principal) {
        edits.patch(key, body, Actor.of(principal));
        return get(key);
    }

    @GetMapping
    ProfileView get(@PathVariable String key) {
        return views.find(key).orElseThrow(ProfileEdits::unknown);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String key, @Nullable Principal principal) {
        ending.delete(key, Actor.of(principal), null);
    }

    @PostMapping("/merge")
    ProfileView merge(@PathVariable String key, @RequestBody Merge body, @Nullable Principal principal) {
        String into = body.into();
        if (into == null) {
            throw Problem.badRequest("into", "is missing");
        }
        ending.merge(key, into, Actor.of(principal), null);
        return get(into);
    }

    @PostMapping("/confirmation")
    ProfileView confirm(@PathVariable String key, @RequestBody Confirmation body, @Nullable Principal principal) {
        ObjectNode evidence = body.evidence();
        if (evidence == null) {
            throw Problem.badRequest("evidence", "is missing: what shows that the person confirmed");
        }
        Source source = Code.optional("source", body.source(), Source.values(), Source::code).orElse(Source.API);
        return get(edits.confirm(key, source, evidence, Actor.of(principal)));
    }
}
