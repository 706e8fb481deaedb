package heed.web.page;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The brand's colour as a style sheet of its own, so that no page needs inline styles.
@Controller
class BrandPages {
    private final InstanceSettingStore settings;

    BrandPages(InstanceSettingStore settings) {
        this.settings = settings;
    }

    @GetMapping("/assets/brand.css")
    ResponseEntity<String> brand() {
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).contentType(MediaType.valueOf("text/css"))
                .body(":root { --brand: " + settings.instance().color() + "; }\n");
    }
}
