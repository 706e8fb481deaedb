package heed.landingpage.visit;

import heed.landingpage.PageRenderer;
import heed.rules.optout.Switch;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// What a page's form sends, as [PageRenderer] writes its fields. What is not understood counts as not sent: nobody gets
/// an error for a withdrawal.
///
/// @param sent was a button of the page pressed? Else nothing is asked for, whatever came
/// @param stop was it "stop everything"?
/// @param shown the boxes of switches that were shown ticked, each with the entry behind it
/// @param wanted the boxes of switches that are ticked now
/// @param shownServices ids of the boxes of services that were shown ticked
/// @param services ids of those that are ticked now
/// @param leave ids of the boxes that say "unsubscribe me from"
/// @param email what a stranger typed
/// @param trapped has something been filled in that people do not see?
/// @param stamp the token of [FormStamps], or null
/// @param language the page was in, or null
record PublicForm(boolean sent, boolean stop, Map<Switch, Long> shown, Set<Switch> wanted, Set<Integer> shownServices,
        Set<Integer> services, Set<Integer> leave, String email, boolean trapped, @Nullable String stamp,
        @Nullable String language) {

    /// The hidden field with the stamp.
    static final String STAMP = "form";
    /// The hidden field with the language.
    static final String LANGUAGE = "lang";

    private static final Pattern BOX = Pattern.compile("([a-z_]{1,20}):([0-9]{1,18})");
    private static final Pattern SERVICE = Pattern.compile("([0-9]{1,9})(?::[0-9]{1,18})?");

    static PublicForm of(MultiValueMap<String, String> fields) {
        String trap = fields.getFirst(PageRenderer.TRAP);
        String email = fields.getFirst("email");
        String act = fields.getFirst("act");
        boolean stop = PageRenderer.STOP_EVERYTHING.equals(act);
        return new PublicForm(stop || PageRenderer.SUBMIT.equals(act), stop, shown(values(fields, "shown")),
                wanted(values(fields, "wanted")), services(values(fields, "shownService")),
                services(values(fields, "service")), services(values(fields, "leave")),
                email == null ? "" : email.strip(),
                trap != null && !trap.isEmpty(),
                fields.getFirst(STAMP), fields.getFirst(LANGUAGE));
    }

    /// The boxes that are ticked, as a form that comes back shows them.
    Set<String> ticked() {
        Set<String> ticked = new LinkedHashSet<>();
        wanted.forEach(one -> ticked.add("wanted=" + one.code()));
        services.forEach(id -> ticked.add("service=" + id));
        leave.forEach(id -> ticked.add("leave=" + id));
        return ticked;
    }

    private static List<String> values(MultiValueMap<String, String> fields, String name) {
        return fields.getOrDefault(name, List.of());
    }

    private static Map<Switch, Long> shown(List<String> boxes) {
        Map<Switch, Long> shown = new EnumMap<>(Switch.class);
        for (String box : boxes) {
            Matcher parts = BOX.matcher(box);
            if (parts.matches()) {
                Switch.ofCode(parts.group(1)).ifPresent(one -> shown.put(one, Long.valueOf(parts.group(2))));
            }
        }
        return shown;
    }

    private static Set<Switch> wanted(List<String> codes) {
        Set<Switch> wanted = EnumSet.noneOf(Switch.class);
        codes.forEach(code -> Switch.ofCode(code).ifPresent(wanted::add));
        return wanted;
    }

    private static Set<Integer> services(List<String> boxes) {
        Set<Integer> ids = new LinkedHashSet<>();
        for (String box : boxes) {
            Matcher parts = SERVICE.matcher(box);
            if (parts.matches()) {
                ids.add(Integer.valueOf(parts.group(1)));
            }
        }
        return ids;
    }

    /// Masked: no log holds an address.
    @Override
    public String toString() {
        return "PublicForm[stop=" + stop + "]";
    }
}
