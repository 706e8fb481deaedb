package heed.subscription.page;

import heed.ledger.Actor;
import heed.profile.ProfileRef;
import heed.profile.page.PersonHead;
import heed.profile.page.PersonHeads;
import heed.rules.SubscriptionStatus;
import heed.subscription.ServiceDefinition;
import heed.subscription.ServiceStore;
import heed.subscription.Subscriptions;
import heed.subscription.Subscriptions.Answer;
import heed.subscription.Subscriptions.Said;
import heed.subscription.Subscriptions.Whose;
import heed.subscription.service.ServiceChanges;
import heed.web.Problem;
import heed.web.page.Flash;
import heed.web.page.FormField;
import java.security.Principal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Subscribes and unsubscribes a person for an operator, and says what became of it.
@Component
class Wishes {

    private final ServiceStore services;
    private final Subscriptions subscriptions;
    private final PersonHeads heads;
    private final MessageSource messages;

    Wishes(ServiceStore services, Subscriptions subscriptions, PersonHeads heads, MessageSource messages) {
        this.services = services;
        this.subscriptions = subscriptions;
        this.heads = heads;
        this.messages = messages;
    }

    /// What the forms send.
    ///
    /// @param wish `subscribe` or `unsubscribe`
    /// @param consent where an earlier consent was given; empty: a double opt-in service asks the person
    record Form(@Nullable String wish, @Nullable String reason, @Nullable String consent) {

        /// Masked: somebody may write an address there.
        @Override
        public String toString() {
            return "Form[" + wish + "]";
        }
    }

    /// Does it, and tells so.
    ///
    /// @param back where the undo returns to
    Flash grant(String service, ProfileRef person, Form form, Principal principal, String back, Locale locale) {
        String reason = FormField.text(form.reason());
        if (reason == null) {
            return Flash.refused("page.reason.missing");
        }
        ServiceDefinition known = services.find(service).orElseThrow(ServiceChanges::unknown);
        Whose whose = new Whose(service, person.key());
        ObjectNode evidence = JsonNodeFactory.instance.objectNode();
        String consent = FormField.text(form.consent());
        if (consent != null) {
            evidence.put("consent", consent);
        }
        Actor actor = Actor.of(principal);
        Said said = new Said(null, actor.source(), actor, reason, evidence);
        try {
            return switch (String.valueOf(form.wish())) {
                case "subscribe" -> {
                    Answer answer = subscriptions.subscribe(whose, consent != null, said);
                    yield undoable(subscribed(known, answer), answer, reason, back, locale);
                }
                case "unsubscribe" -> {
                    Answer answer = subscriptions.unsubscribe(whose, said);
                    yield undoable(unsubscribed(known, answer), answer, reason, back, locale);
                }
                default -> throw Problem.badRequest("wish", "must be subscribe or unsubscribe");
            };
        } catch (Problem refused) {
            return Flash.refused("page.refused", String.valueOf(refused.getMessage()));
        }
    }

    private Flash subscribed(ServiceDefinition service, Answer answer) {
        if (answer.state().equals(SubscriptionStatus.PENDING.code())) {
            return Flash.done("subscription.asked", answer.profile(), service.label());
        }
        if (!answer.changed()) {
            return Flash.nothing("subscription.subscribed.already", answer.profile(), service.label());
        }
        return optedOut(answer.profile(), service)
                ? Flash.done("subscription.subscribed.opted-out", answer.profile(), service.label())
                : Flash.done("subscription.subscribed", answer.profile(), service.label());
    }

    private static Flash unsubscribed(ServiceDefinition service, Answer answer) {
        return answer.changed()
                ? Flash.done("subscription.unsubscribed", answer.profile(), service.label())
                : Flash.nothing("subscription.unsubscribed.already", answer.profile(), service.label());
    }

    private boolean optedOut(String key, ServiceDefinition service) {
        Optional<PersonHead> head = heads.of(key);
        return head.filter(one -> one.optedOutOfAll() || one.optedOutChannels().contains(service.channel().code()))
                .isPresent();
    }

    private Flash undoable(Flash flash, Answer answer, String reason, String back, Locale locale) {
        return flash.undo("/ledger/" + answer.seq() + "/void", Map.of("reason",
                messages.getMessage("page.undo.reason", new Object[]{reason}, locale), "confirm", "true", "back",
                back));
    }
}
