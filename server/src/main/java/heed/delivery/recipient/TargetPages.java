package heed.delivery.recipient;

import heed.delivery.recipient.TargetLook.Looked;
import heed.web.page.Pages;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The target as a file to keep. Whoever opted out since the analysis is not in it.
@Pages
class TargetPages {
    private final TargetLook target;

    TargetPages(TargetLook target) {
        this.target = target;
    }

    @GetMapping("/deliveries/{id:[0-9]{1,18}}/target.csv")
    void csv(@PathVariable long id, HttpServletResponse response) throws IOException {
        Looked looked = target.look(id);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("delivery-" + id + "-target.csv").build().toString());
        target.stream(looked, LineFormat.CSV, response);
    }
}
