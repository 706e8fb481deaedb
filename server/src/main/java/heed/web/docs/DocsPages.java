package heed.web.docs;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// `/docs`: the reference of the API for people.
@Hidden
@RestController
class DocsPages {

    private final OpenApiWebMvcResource openApi;
    private final JsonMapper json;
    private final String path;

    DocsPages(OpenApiWebMvcResource openApi, JsonMapper json, @Value("${springdoc.api-docs.path}") String path) {
        this.openApi = openApi;
        this.json = json;
        this.path = path;
    }

    @GetMapping(path = "/docs", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    String page(HttpServletRequest request) throws IOException {
        return new DocsPage(json.readTree(openApi.openapiJson(request, path, Locale.ENGLISH)), path).html();
    }

    @GetMapping(path = "/docs/style.css", produces = "text/css;charset=UTF-8")
    Resource style() {
        return new ClassPathResource("heed/web/docs/style.css");
    }
}
