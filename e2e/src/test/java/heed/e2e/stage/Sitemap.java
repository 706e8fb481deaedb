package heed.e2e.stage;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Every page of the console and those for recipients, each with something on it. A new page belongs here.
final class Sitemap {

    /// Somebody of `heed demo` with a bit of everything.
    private static final String PERSON = "c000001";

    private Sitemap() {
    }

    /// The pages, led to by what is in the server now.
    ///
    /// @param forRecipients the path of each by its name
    static List<Sheet> of(Api api, Map<String, String> forRecipients, PostOffice mail) {
        return Stream.of(signIn(), overview(), people(), services(), deliveries(api), landingPages(), quarantine(api),
                feedback(api), imports(api), outbox(api), ledger(api), settings(), recipients(api, forRecipients, mail))
                .flatMap(List::stream).toList();
    }

    private static List<Sheet> signIn() {
        return List.of(Sheet.open("sign-in", "/login"), Sheet.open("sign-in-refused", "/login?why=wrong"));
    }

    private static List<Sheet> overview() {
        return List.of(Sheet.of("overview", "/"),
                Sheet.of("still-contactable", "/reports/still-contactable"));
    }

    private static List<Sheet> people() {
        String person = "/profiles/" + PERSON;
        return List.of(Sheet.of("profiles", "/profiles"), Sheet.of("profiles-found", "/profiles?q=c00000"),
                Sheet.of("profiles-none", "/profiles?q=nobody-of-this-name"), Sheet.of("profile-new", "/profiles/new"),
                Sheet.of("profile", person), Sheet.of("profile-edit", person + "/edit"),
                Sheet.of("why", person + "/why"), Sheet.of("why-channel", person + "/why?channel=email"),
                Sheet.of("merge", person + "/merge"), Sheet.of("merge-preview", person + "/merge?into=c000002"),
                Sheet.of("delete", person + "/delete"));
    }

    /// That of `heed demo` with the longest history.
    private static List<Sheet> services() {
        String news = "/services/news";
        return List.of(Sheet.of("services", "/services"), Sheet.of("service-new", "/services/new"),
                Sheet.of("service", news), Sheet.of("service-edit", news + "/edit"),
                Sheet.of("service-subscribers", news + "/subscribers"), Sheet.of("service-history", news + "/history"),
                Sheet.of("service-delete", news + "/delete"));
    }

    private static List<Sheet> deliveries(Api api) {
        String delivery = "/deliveries/" + first(api, "/deliveries", "id");
        return List.of(Sheet.of("deliveries", "/deliveries"), Sheet.of("delivery-new", "/deliveries/new"),
                Sheet.of("delivery", delivery), Sheet.of("delivery-edit", delivery + "/edit"),
                Sheet.of("exclusions", delivery + "/exclusions"), Sheet.of("what-if", delivery + "/what-if"));
    }

    /// Those of `heed demo`.
    private static List<Sheet> landingPages() {
        return List.of(Sheet.of("landing-pages", "/landing-pages"), Sheet.of("landing-page-new", "/landing-pages/new"),
                Sheet.of("landing-page", "/landing-pages/1"),
                Sheet.of("landing-page-preview", "/landing-pages/1/preview"));
    }

    private static List<Sheet> settings() {
        return List.of(Sheet.of("settings", "/settings"), Sheet.of("operators", "/settings/operators"),
                Sheet.of("keys", "/settings/keys"), Sheet.of("links", "/settings/links"),
                Sheet.of("account", "/account"),
                new Sheet("missing", "/nothing-is-here", false, 404));
    }

    private static List<Sheet> quarantine(Api api) {
        return List.of(Sheet.of("quarantine", "/quarantine"),
                Sheet.of("quarantine-address", "/quarantine/" + first(api, "/quarantine", "id")),
                Sheet.of("quarantine-add", "/quarantine/add"), Sheet.of("quarantine-release", "/quarantine/release"),
                Sheet.of("quarantine-release-counted", "/quarantine/release?channel=email&errorReason=mailbox_full"),
                Sheet.of("quarantine-domains", "/quarantine/domains"));
    }

    /// That of `heed demo`.
    private static List<Sheet> feedback(Api api) {
        return List.of(Sheet.of("feedback", "/feedback"), Sheet.of("feedback-none", "/feedback?q=nobody-of-this-name"),
                Sheet.of("feedback-item", "/feedback/" + first(api, "/feedback", "id")),
                Sheet.of("feedback-decide", "/feedback/" + api.get("/feedback?state=review&limit=1").at("/items/0/id")
                        .asString()),
                Sheet.of("feedback-storms", "/feedback/storms"), Sheet.of("feedback-replies", "/feedback/replies"),
                Sheet.of("feedback-patterns", "/feedback/words/patterns"),
                Sheet.of("feedback-keywords", "/feedback/words/keywords"));
    }

    private static List<Sheet> imports(Api api) {
        return List.of(Sheet.of("imports", "/imports"), Sheet.of("import-new", "/imports/new"),
                Sheet.of("import", "/imports/" + first(api, "/imports", "id")));
    }

    /// Those of `heed demo`.
    private static List<Sheet> outbox(Api api) {
        // Asked to confirm: the first message, where nobody has made one yet.
        api.put("/services/offers/subscriptions/" + PERSON, Map.of());
        return List.of(Sheet.of("outbox", "/outbox"), Sheet.of("outbox-none", "/outbox?profile=nobody-of-this-name"),
                Sheet.of("outbox-message", "/outbox/1"));
    }

    /// What a click does is looked at by the journeys of recipients.
    private static List<Sheet> recipients(Api api, Map<String, String> pages, PostOffice mail) {
        String email = api.get("/profiles/" + PERSON).at("/addresses/email").asString();
        return Stream.concat(pages.entrySet().stream().map(page -> Sheet.open(page.getKey(), page.getValue())),
                Stream.of(Sheet.open("confirm", mail.link(email, 1, "/c/")),
                        Sheet.open("page-missing", "/page/nobodys"),
                        Sheet.open("one-click-bad", "/u/nobodys")))
                .toList();
    }

    private static List<Sheet> ledger(Api api) {
        return List.of(Sheet.of("ledger", "/ledger"), Sheet.of("ledger-empty", "/ledger?profile=nobody-of-this-name"),
                Sheet.of("ledger-entry", "/ledger/" + first(api, "/ledger", "seq")));
    }

    private static String first(Api api, String list, String field) {
        return api.get(list + "?limit=1").at("/items/0/" + field).asString();
    }
}
