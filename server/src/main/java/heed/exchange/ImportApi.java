package heed.exchange;

import heed.exchange.undo.ImportUndo;
import heed.exchange.undo.Undone;
import heed.ledger.Actor;
import heed.web.CsvAnswer;
import heed.web.OwnIdempotency;
import heed.web.Page;
import heed.web.Paging;
import heed.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Files in (4-api "Files").
@RestController
@RequestMapping("/api/v1/imports")
class ImportApi {

    private final ImportIntake intake;
    private final ImportStore store;
    private final ImportJobs jobs;
    private final ImportUndo undo;

    ImportApi(ImportIntake intake, ImportStore store, ImportJobs jobs, ImportUndo undo) {
        this.intake = intake;
        this.store = store;
        this.jobs = jobs;
        this.undo = undo;
    }

    /// What a POST answers.
    record Accepted(String id, String state) {}

    /// Takes the file; answers when it is safe on disk.
    @PostMapping
    @OwnIdempotency
    ResponseEntity<Accepted> post(HttpServletRequest request, HttpServletResponse response,
            @Nullable Principal principal) throws IOException {
        Import made = intake.take(request, response, Actor.of(principal));
        jobs.start(made.id());
        return ResponseEntity.accepted().location(URI.create("/api/v1/imports/" + made.id()))
                .body(new Accepted(made.idText(), made.state().code()));
    }

    @GetMapping
    Page<ImportView> list(@RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Paging paging = Paging.of(limit, cursor, "imports");
        List<ImportView> views = store.list(paging.afterNumber(Long.MAX_VALUE), paging.fetch()).stream()
                .map(ImportView::of).toList();
        return paging.page(views, view -> List.of(view.id()));
    }

    @GetMapping("/{id}")
    ImportView get(@PathVariable String id) {
        return ImportView.of(find(id));
    }

    /// The rows that were not used, always as CSV.
    @GetMapping("/{id}/errors")
    void errors(@PathVariable String id, HttpServletResponse response) throws IOException {
        Path file = jobs.errors(find(id).id());
        response.setContentType(CsvAnswer.TYPE + ";charset=UTF-8");
        if (Files.exists(file)) {
            Files.copy(file, response.getOutputStream());
        } else {
            response.getWriter().write("line,reason,row\r\n");
        }
    }

    /// What an undo is asked with.
    record UndoRequest(@Nullable String reason) {}

    /// Undoes it; asked again after an interruption, it goes on.
    @PostMapping("/{id}/undo")
    Undone undo(@PathVariable String id, @RequestBody UndoRequest asked, @Nullable Principal principal) {
        String reason = asked.reason();
        if (reason == null || reason.isBlank()) {
            throw Problem.badRequest("reason", "is missing: undoing needs a reason");
        }
        return undo.undo(find(id), Actor.of(principal), reason);
    }

    private Import find(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw Problem.notFound("there is no such import");
        }
        return store.find(Long.parseLong(id)).orElseThrow(() -> Problem.notFound("there is no such import"));
    }
}
