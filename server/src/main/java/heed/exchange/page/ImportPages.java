package heed.exchange.page;

import heed.exchange.Import;
import heed.exchange.ImportJobs;
import heed.exchange.ImportKind;
import heed.exchange.ImportStore;
import heed.exchange.ImportView;
import heed.exchange.kept.KeptFiles;
import heed.exchange.undo.UndoJobs;
import heed.ledger.Actor;
import heed.web.CsvAnswer;
import heed.web.Paging;
import heed.web.Problem;
import heed.web.page.Flash;
import heed.web.page.MenuItem;
import heed.web.page.Pages;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// `/imports`: every file that came, how far it is, what it did, its rejected rows and its undo.
@Pages
@RequestMapping("/imports")
class ImportPages {
    private static final int ORDER = 50;
    private static final String ONE = "/{id:[0-9]{1,18}}";

    private final ImportStore store;
    private final ImportJobs jobs;
    private final UndoJobs undos;
    private final KeptFiles kept;

    ImportPages(ImportStore store, ImportJobs jobs, UndoJobs undos, KeptFiles kept) {
        this.store = store;
        this.jobs = jobs;
        this.undos = undos;
        this.kept = kept;
    }

    @Bean
    static MenuItem importMenu() {
        return new MenuItem(ORDER, "/imports", "exchange.imports", "upload");
    }

    @GetMapping
    String list(@RequestParam(required = false) @Nullable String cursor, Model model) {
        Paging paging = Paging.of(null, cursor, "imports-page");
        List<Import> imports = store.list(paging.afterNumber(Long.MAX_VALUE), paging.fetch());
        model.addAttribute("page", paging.page(imports, one -> List.of(one.id())));
        return "exchange/list";
    }

    /// @param kind what the rows are, picked already
    @GetMapping("/new")
    String form(@RequestParam(required = false) @Nullable String kind, Model model) {
        model.addAttribute("kinds", ImportKind.values());
        model.addAttribute("picked", Arrays.stream(ImportKind.values()).map(ImportKind::code)
                .filter(code -> code.equals(kind)).findFirst().orElse(null));
        return "exchange/new";
    }

    @GetMapping(ONE)
    String show(@PathVariable long id, Model model) throws IOException {
        fill(id, model);
        return "exchange/import";
    }

    /// The part of the page that moves while the import, or its undo, is at work.
    @GetMapping(ONE + "/part")
    String part(@PathVariable long id, Model model) throws IOException {
        fill(id, model);
        return "exchange/import :: part";
    }

    /// The rows that were not used, to be mended in the file they came from.
    @GetMapping(ONE + "/errors.csv")
    void errors(@PathVariable long id, HttpServletResponse response) throws IOException {
        Path file = jobs.errors(find(id).id());
        if (Files.notExists(file)) {
            throw Problem.notFound("no row was rejected");
        }
        response.setContentType(CsvAnswer.TYPE + ";charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("import-" + id + "-errors.csv").build().toString());
        Files.copy(file, response.getOutputStream());
    }

    /// Undoes it. What takes longer goes on behind the page, which shows how far it is.
    @PostMapping(ONE + "/undo")
    String undo(@PathVariable long id, @RequestParam String reason, Principal principal,
            RedirectAttributes redirect) {
        if (reason.isBlank()) {
            Flash.refused("page.reason.missing").on(redirect);
            return "redirect:/imports/" + id;
        }
        try {
            undos.start(find(id), Actor.of(principal), reason.strip()).ifPresent(done -> Flash
                    .done("exchange.undone", done.voided(), done.deleted(), done.restored(), done.kept())
                    .on(redirect));
        } catch (Problem refused) {
            Flash.refused("page.refused", String.valueOf(refused.getMessage())).on(redirect);
        }
        return "redirect:/imports/" + id;
    }

    private void fill(long id, Model model) throws IOException {
        // First how far the undo is: one that ends between is then read as ended, not as never begun.
        OptionalDouble undoing = undos.progress(id);
        Import one = find(id);
        model.addAttribute("one", one);
        model.addAttribute("view", ImportView.of(one));
        model.addAttribute("kept", one.keepsFile() && one.state() == Import.State.DONE && kept.holds(one.id()));
        model.addAttribute("undoing", undoing.isPresent() ? undoing.getAsDouble() : null);
        model.addAttribute("interrupted", one.undoneAt() == null && undos.isInterrupted(one.id()));
        model.addAttribute("undone", one.undoneAt() == null ? null : undos.result(one.id()).orElse(null));
        model.addAttribute("rejected",
                one.state() == Import.State.RUNNING ? List.of() : RejectedRows.first(jobs.errors(one.id())));
    }

    private Import find(long id) {
        return store.find(id).orElseThrow(() -> Problem.notFound("there is no such import"));
    }
}
