package heed.feedback;

import heed.feedback.work.Revision;
import heed.feedback.work.Revision.Decision;
import heed.ledger.Actor;
import heed.rules.quarantine.ErrorReason;
import heed.web.Code;
import heed.web.OwnIdempotency;
import heed.web.Page;
import heed.web.Paging;
import heed.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Feedback in, and what became of it (4-api "Feedback"). What is answered 202 is durable, and understood in a moment.
@RestController
@RequestMapping("/api/v1/feedback")
class FeedbackApi {

    private final FeedbackIntake intake;
    private final InboxStore store;
    private final Revision revision;

    FeedbackApi(FeedbackIntake intake, InboxStore store, Revision revision) {
        this.intake = intake;
        this.store = store;
        this.revision = revision;
    }

    /// What a POST of many answers.
    record Taken(List<String> ids) {}

    /// What a POST of one answers.
    record TakenOne(String id) {}

    /// What a replay is asked with; both where it clears a mark.
    record Replay(@Nullable String reason, @Nullable Boolean confirm) {

        static final Replay PLAIN = new Replay(null, null);
    }

    /// What a decision says: `reason` is a code of semantics §2, or the person's own words; with `confirm` where it clears a
    /// mark.
    record Decided(@Nullable String type, @Nullable String reason, @Nullable Boolean confirm) {

        Decision decision() {
            Optional<ErrorReason> code = Optional.ofNullable(reason).flatMap(ErrorReason::ofCode);
            return new Decision(Code.required("type", type, Meaning.said(), Meaning::code), code.orElse(null),
                    reason == null || reason.isBlank() ? null : reason, Boolean.TRUE.equals(confirm));
        }
    }

    @PostMapping
    ResponseEntity<Taken> post(@RequestBody List<@Nullable TypedEvent> events, @Nullable Principal principal) {
        List<Long> ids = intake.events(checked(events), Actor.of(principal));
        return ResponseEntity.accepted().body(new Taken(ids.stream().map(id -> Long.toString(id)).toList()));
    }

    /// A raw message, whatever its media type is said to be.
    @PostMapping("/email")
    @OwnIdempotency
    ResponseEntity<TakenOne> email(HttpServletRequest request, HttpServletResponse response,
            @Nullable Principal principal) throws IOException {
        return accepted(intake.mail(request, response, Actor.of(principal)));
    }

    @PostMapping("/sms")
    ResponseEntity<TakenOne> sms(@RequestBody TextMessage message, @Nullable Principal principal) {
        message.check();
        return accepted(intake.text(message, Actor.of(principal)));
    }

    @GetMapping
    Page<FeedbackView> list(@RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String way, @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Paging paging = Paging.of(limit, cursor, "feedback", state, type, way, q);
        List<FeedbackView> views = store
                .page(FeedbackFilter.of(state, type, way, q), paging.afterNumber(Long.MAX_VALUE), paging.fetch())
                .stream()
                .map(FeedbackView::of).toList();
        return paging.page(views, view -> List.of(view.id()));
    }

    @GetMapping("/{id}")
    FeedbackView get(@PathVariable String id) {
        return view(number(id));
    }

    @PostMapping("/{id}/replay")
    FeedbackView replay(@PathVariable String id, @RequestBody(required = false) @Nullable Replay body,
            @Nullable Principal principal) {
        long number = number(id);
        Replay asked = body == null ? Replay.PLAIN : body;
        revision.replay(number, Actor.of(principal), asked.reason(), Boolean.TRUE.equals(asked.confirm()));
        return view(number);
    }

    @PostMapping("/{id}/decision")
    FeedbackView decide(@PathVariable String id, @RequestBody Decided body, @Nullable Principal principal) {
        long number = number(id);
        revision.decide(number, body.decision(), Actor.of(principal));
        return view(number);
    }

    private FeedbackView view(long id) {
        return FeedbackView.of(store.find(id).orElseThrow(FeedbackApi::unknown));
    }

    private static ResponseEntity<TakenOne> accepted(long id) {
        return ResponseEntity.accepted().location(URI.create("/api/v1/feedback/" + id))
                .body(new TakenOne(Long.toString(id)));
    }

    private static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw unknown();
        }
        return Long.parseLong(id);
    }

    private static Problem unknown() {
        return Problem.notFound("there is no such feedback");
    }

    /// All problems of all events at once, each under its place.
    private static List<TypedEvent> checked(List<@Nullable TypedEvent> events) {
        if (events.size() > FeedbackIntake.MOST) {
            throw Problem.tooLarge("at most " + FeedbackIntake.MOST + " events at once");
        }
        List<Problem.Field> wrong = new ArrayList<>();
        List<TypedEvent> checked = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            String place = "[" + i + "]";
            TypedEvent event = events.get(i);
            if (event == null) {
                wrong.add(new Problem.Field(place, "must be an event"));
                continue;
            }
            try {
                event.check();
                checked.add(event);
            } catch (Problem problem) {
                problem.fields().forEach(f -> wrong.add(new Problem.Field(place + "." + f.field(), f.message())));
            }
        }
        if (!wrong.isEmpty()) {
            throw Problem.badRequest(wrong);
        }
        return checked;
    }
}
