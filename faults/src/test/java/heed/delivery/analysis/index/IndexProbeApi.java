package heed.delivery.analysis.index;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Only in tests: whether the index of a server, also one in another process, equals one loaded anew.
@Hidden
@RestController
@RequestMapping("/api/v1/probe/index")
class IndexProbeApi {

    private final ProfileIndex index;

    IndexProbeApi(ProfileIndex index) {
        this.index = index;
    }

    @GetMapping
    Map<String, Boolean> get() {
        return Map.of("equalsFreshLoad", index.equalsFreshLoad());
    }
}
