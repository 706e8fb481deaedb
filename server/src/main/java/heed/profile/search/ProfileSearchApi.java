package heed.profile.search;

import heed.profile.data.ProfileView;
import heed.web.CsvAnswer;
import heed.web.Page;
import heed.web.Paging;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The list of profiles: all, by address, or by the beginning of a key or an address.
@RestController
@RequestMapping("/api/v1/profiles")
class ProfileSearchApi {

    private final ProfileSearch search;

    ProfileSearchApi(ProfileSearch search) {
        this.search = search;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Page<ProfileView> list(@RequestParam(required = false) @Nullable String address,
            @RequestParam(required = false) @Nullable String q, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return search.page(address, q, Paging.of(limit, cursor, "profiles", address, q));
    }

    @GetMapping(produces = CsvAnswer.TYPE)
    void csv(@RequestParam(required = false) @Nullable String address,
            @RequestParam(required = false) @Nullable String q,
            HttpServletResponse response) {
        CsvAnswer.write(response, ProfileSearch.HEADER, Paging.of(Paging.MOST, null, "profiles", address, q),
                paging -> search.page(address, q, paging), ProfileSearch::cells);
    }
}
