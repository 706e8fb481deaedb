package heed.delivery.eligibility;

import heed.delivery.Deliveries;
import heed.delivery.Delivery;
import heed.delivery.Delivery.Plan;
import heed.delivery.eligibility.EligibilityCheck.Explained;
import heed.delivery.eligibility.EligibilityCheck.Question;
import heed.delivery.eligibility.WhyStore.DeliveryChoice;
import heed.delivery.exclusion.Decisions;
import heed.delivery.exclusion.Decisions.Decided;
import heed.profile.ProfileKeyStore;
import heed.profile.ProfileRef;
import heed.profile.page.PersonHeads;
import heed.rules.Channel;
import heed.rules.Typology;
import heed.web.Code;
import heed.web.Problem;
import heed.web.page.FormField;
import heed.web.page.Pages;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// `/profiles/{key}/why`: may this person be contacted on a channel, or in a delivery, and if not, why not, since when,
/// on what proof, and what would end it. A handful of look-ups by primary keys; changes nothing.
@Pages
class WhyPages {
    private static final Typology[] TYPOLOGIES = {Typology.MARKETING, Typology.TRANSACTIONAL};

    /// No cause of the rules: a deleted profile is in no audience before any rule is asked.
    private static final List<String> DELETED = List.of("deleted");

    private final ProfileKeyStore keys;
    private final PersonHeads heads;
    private final EligibilityCheck check;
    private final Deliveries deliveries;
    private final Decisions decisions;
    private final WhyStore store;
    private final Clock clock;

    WhyPages(ProfileKeyStore keys, PersonHeads heads, EligibilityCheck check, Deliveries deliveries,
            Decisions decisions, WhyStore store, Clock clock) {
        this.keys = keys;
        this.heads = heads;
        this.check = check;
        this.deliveries = deliveries;
        this.decisions = decisions;
        this.store = store;
        this.clock = clock;
    }

    /// What is asked, as the forms send it: about a delivery, else about a channel. Empty fields ask nothing.
    record Query(@Nullable String channel, @Nullable String service, @Nullable String typology,
            @Nullable String delivery) {}

    /// The answer about the present.
    ///
    /// @param moment when subscriptions are judged
    /// @param addressId the address that would be used, 0 for none
    /// @param address the same, as it is written
    record Answer(Channel channel, @Nullable String service, String typology, Instant moment,
            List<Explanation> causes, int addressId, @Nullable String address) {

        /// Their codes.
        List<String> codes() {
            return causes.stream().map(Explanation::cause).toList();
        }

        /// Without the address, so that no log can hold it.
        @Override
        public String toString() {
            return "Answer" + codes();
        }
    }

    @GetMapping("/profiles/{key}/why")
    String why(@PathVariable String key, Query query, Model model) {
        ProfileRef profile = keys.find(key).orElseThrow(WhyPages::unknown);
        model.addAttribute("person", heads.of(profile.key()).orElseThrow(WhyPages::unknown));
        model.addAttribute("alias", profile.alias() ? key : null);
        model.addAttribute("query", query);
        model.addAttribute("channels", Channel.values());
        model.addAttribute("typologies", TYPOLOGIES);
        model.addAttribute("services", store.services());
        List<DeliveryChoice> choices = new ArrayList<>(store.deliveries());
        String asked = FormField.text(query.delivery());
        if (asked == null) {
            answer(profile, query, model);
        } else {
            Delivery delivery = deliveries.get(id(asked));
            DeliveryChoice choice = new DeliveryChoice(delivery.id(), delivery.plan().label());
            if (!choices.contains(choice)) {
                choices.addFirst(choice);
            }
            about(profile, delivery, model);
        }
        model.addAttribute("deliveries", choices);
        return "person/why";
    }

    private void answer(ProfileRef profile, Query query, Model model) {
        if (FormField.text(query.channel()) != null) {
            Channel channel = Code.required("channel", FormField.text(query.channel()), Channel.values(),
                    Channel::code);
            Typology typology = Code.optional("typology", FormField.text(query.typology()), TYPOLOGIES, Typology::name)
                    .orElse(Typology.MARKETING);
            String service = FormField.text(query.service());
            Question question = new Question(channel, service == null ? null : serviceId(service), typology);
            model.addAttribute("answer", answer(profile, question, service, clock.instant()));
        }
    }

    /// The present state by the delivery's rules, beside what the delivery decided when it was prepared.
    private void about(ProfileRef profile, Delivery delivery, Model model) {
        Plan plan = delivery.plan();
        Instant moment = Objects.requireNonNullElse(plan.contactDate(), clock.instant());
        Answer answer = answer(profile, new Question(plan.channel(), plan.serviceId(), plan.typology()),
                plan.service() == null ? null : plan.service().name(), moment);
        Optional<Decided> decided = decisions.about(delivery, profile.id());
        model.addAttribute("answer", answer);
        model.addAttribute("delivery", delivery);
        model.addAttribute("decided", decided.orElse(null));
        List<String> now = answer == null ? DELETED : answer.codes();
        model.addAttribute("differs", decided.filter(then -> then.differsFrom(now)).isPresent());
        model.addAttribute("handedOff", store.handedOff(delivery.id(), profile.id()).orElse(null));
    }

    /// Null for a deleted profile: it is in nobody's audience, and there is nothing to decide.
    private @Nullable Answer answer(ProfileRef profile, Question question, @Nullable String service, Instant moment) {
        Optional<Explained> explained = check.explain(profile.key(), question, moment);
        return explained.map(known -> new Answer(question.channel(), service, question.typology().name(), moment,
                known.causes(), known.addressId(), store.address(known.addressId()).orElse(null))).orElse(null);
    }

    private int serviceId(String name) {
        return check.service(name).orElseThrow(() -> Problem.badRequest("service", "no service has this name"));
    }

    private static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException wrong) {
            throw Problem.badRequest("delivery", "must be the number of a delivery");
        }
    }

    private static Problem unknown() {
        return Problem.notFound("there is no profile with this key");
    }
}
