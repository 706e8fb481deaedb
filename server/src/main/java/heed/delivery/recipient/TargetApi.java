package heed.delivery.recipient;

import heed.delivery.recipient.TargetLook.Looked;
import heed.web.CsvAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The target as a look, as NDJSON, with the links that each message carries, and as CSV.
@RestController
@RequestMapping("/api/v1/deliveries/{id}/target")
class TargetApi {
    private final TargetLook target;
    private final RecipientLinks.Maker links;

    TargetApi(TargetLook target, RecipientLinks.Maker links) {
        this.target = target;
        this.links = links;
    }

    @GetMapping
    void ndjson(@PathVariable long id, HttpServletResponse response) throws IOException {
        Looked looked = target.look(id);
        target.stream(looked, LineFormat.ndjson(links.of(id, looked.plan())::fields), response);
    }

    @GetMapping(produces = CsvAnswer.TYPE)
    void csv(@PathVariable long id, HttpServletResponse response) throws IOException {
        target.stream(target.look(id), LineFormat.CSV, response);
    }
}
