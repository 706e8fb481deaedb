package heed.exchange.page;

import heed.exchange.Import;
import heed.exchange.ImportIntake;
import heed.exchange.ImportJobs;
import heed.exchange.ImportOptions;
import heed.exchange.ImportRequest;
import heed.exchange.ImportStore;
import heed.exchange.RowFormat;
import heed.ledger.Actor;
import heed.operator.Action;
import heed.web.Problem;
import heed.web.page.Flash;
import heed.web.page.Pages;
import heed.web.page.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// A file comes in as the raw body of a request, whatever its size, and is tried first; what was tried is applied by
/// one click, for its file is kept. Multipart stays off: it would be kept twice.
@Pages
@RequestMapping("/imports")
class UploadPages {
    private final ImportIntake intake;
    private final ImportStore store;
    private final ImportJobs jobs;
    private final Clock clock;

    UploadPages(ImportIntake intake, ImportStore store, ImportJobs jobs, Clock clock) {
        this.intake = intake;
        this.store = store;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// What the form says beside the file.
    ///
    /// @param name of the file: its ending says how rows are written
    /// @param asOf when the file was made, on the operator's clock
    record Form(@Nullable String kind, @Nullable String name, @Nullable Boolean allowOptIn,
            @Nullable String reason, @Nullable LocalDateTime asOf, @Nullable Boolean emptyClears) {

        ImportRequest request(ZoneId zone, Instant now) {
            String why = reason == null || reason.isBlank() ? null : reason.strip();
            Instant made = asOf == null ? null : ImportRequest.judged(asOf.atZone(zone).toInstant(), now);
            return new ImportRequest(ImportRequest.kind(kind),
                    new ImportOptions(format(), optsIn(), why, made, true, Boolean.TRUE.equals(emptyClears)));
        }

        boolean optsIn() {
            return Boolean.TRUE.equals(allowOptIn);
        }

        private RowFormat format() {
            String file = name == null ? "" : name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
            return file.endsWith(".ndjson") || file.endsWith(".jsonl") ? RowFormat.NDJSON : RowFormat.CSV;
        }
    }

    /// Takes a file for a dry run: answers, when it is safe on disk, where to look at it.
    @PostMapping
    ResponseEntity<Void> upload(Form form, ZoneId zone, @AuthenticationPrincipal SignedIn operator,
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        allowed(form.optsIn(), operator);
        Import made = intake.take(form.request(zone, clock.instant()), request, response,
                new Actor(operator.getUsername()));
        jobs.start(made.id());
        return ResponseEntity.created(URI.create("/imports/" + made.id())).build();
    }

    /// Applies what a dry run has tried.
    @PostMapping("/{id:[0-9]{1,18}}/apply")
    String apply(@PathVariable long id, @AuthenticationPrincipal SignedIn operator, Principal principal,
            RedirectAttributes redirect) throws IOException {
        Import tried = store.find(id).orElseThrow(() -> Problem.notFound("there is no such import"));
        allowed(tried.options().allowOptIn(), operator);
        Import made;
        try {
            made = intake.apply(tried, Actor.of(principal));
        } catch (Problem refused) {
            Flash.refused("page.refused", String.valueOf(refused.getMessage())).on(redirect);
            return "redirect:/imports/" + id;
        }
        jobs.start(made.id());
        Flash.done("exchange.applied", id).on(redirect);
        return "redirect:/imports/" + made.id();
    }

    private static void allowed(boolean optIn, SignedIn operator) {
        if (optIn && !operator.may(Action.IMPORT_OPT_INS.code())) {
            throw Problem.forbidden("your role does not allow files that opt people in");
        }
    }
}
