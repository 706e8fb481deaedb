package heed.profile.page;

import heed.rules.Channel;
import heed.web.Problem;
import heed.web.page.Refusals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// What is wrong with a form that came back.
///
/// @param fields what is wrong with a field, by its name
/// @param whole what is wrong with the whole, or null
/// @param stale the profile was changed since the form was shown
record FormProblems(Map<String, String> fields, @Nullable String whole, boolean stale) {

    /// Nothing is wrong.
    static final FormProblems NONE = new FormProblems(Map.of(), null, false);

    /// @param words the refusals in the language of the page
    static FormProblems of(Problem problem, ProfileForm form, Refusals.In words) {
        if (problem.status() == HttpStatus.PRECONDITION_FAILED) {
            return new FormProblems(Map.of(), null, true);
        }
        Map<String, String> fields = new TreeMap<>();
        List<String> others = new ArrayList<>();
        for (Problem.Field one : problem.fields()) {
            // `addresses.email[1]`, `locale`
            String place = one.field().replaceFirst("^addresses\\.", "");
            String field = place.replaceFirst("\\[.*", "");
            if (ProfileForm.has(field)) {
                fields.merge(field, which(field, place, form) + words.of(one.message()),
                        (first, next) -> first + "; " + next);
            } else {
                others.add(words.of(one.field() + " " + one.message()));
            }
        }
        if (problem.fields().isEmpty()) {
            others.add(words.of(problem.getMessage()));
        }
        return new FormProblems(fields, others.isEmpty() ? null : String.join("; ", others), false);
    }

    /// What is wrong with this field; null when nothing is.
    public @Nullable String about(String field) {
        return fields.get(field);
    }

    /// Which of several addresses it is: `2: `.
    private static String which(String field, String place, ProfileForm form) {
        boolean several = Channel.ofCode(field).filter(channel -> form.addresses(channel).size() > 1).isPresent();
        return several && place.endsWith("]")
                ? Integer.parseInt(place, field.length() + 1, place.length() - 1, 10) + 1 + ": "
                : "";
    }
}
