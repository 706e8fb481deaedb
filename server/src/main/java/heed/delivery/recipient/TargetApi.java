package heed.delivery.recipient;

import heed.web.CsvAnswer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The target as a look, as NDJSON and CSV.
@RestController
@RequestMapping("/api/v1/deliveries/{id}/target")
class TargetApi {
    private final TargetLook target;

    TargetApi(TargetLook target) {
        this.target = target;
    }

    @GetMapping
    void ndjson(@PathVariable long id, HttpServletResponse response) throws IOException {
        target.stream(target.look(id), LineFormat.NDJSON, response);
    }

    @GetMapping(produces = CsvAnswer.TYPE)
    void csv(@PathVariable long id, HttpServletResponse response) throws IOException {
        target.stream(target.look(id), LineFormat.CSV, response);
    }
}
