package heed.delivery;

import heed.delivery.Analysis.Counts;
import heed.delivery.Analysis.Result;
import heed.delivery.Analysis.Row;
import heed.delivery.Delivery.Plan;
import heed.rules.ExclusionRule;
import heed.rules.Typology;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Deliveries and analyses as JSON: what the API answers, and what the ledger and the analyses keep.
final class DeliveryView {
    private DeliveryView() {
    }

    /// `{"id","state", … the body, "createdAt","updatedAt"}`.
    static ObjectNode delivery(Delivery delivery) {
        ObjectNode json = object().put("id", Long.toString(delivery.id())).put("state", delivery.state().code());
        json.setAll(body(delivery.plan()));
        return json.put("createdAt", delivery.createdAt().toString()).put("updatedAt", delivery.updatedAt().toString());
    }

    /// The body that makes such a delivery.
    static ObjectNode body(Plan plan) {
        ObjectNode json = object().put("label", plan.label()).put("channel", plan.channel().code())
                .put("service", plan.service() == null ? null : plan.service().name())
                .put("typology", plan.typology().name()).put("contactDate", text(plan.contactDate()));
        json.set("audience", AudienceJson.write(plan.audience()));
        return json;
    }

    /// `{"state","progress"}`, with everything else when it is done, with `error` when it failed.
    static ObjectNode analysis(Analysis analysis) {
        ObjectNode json = object().put("state", analysis.state().code()).put("progress", analysis.progress());
        if (analysis.error() != null) {
            json.put("error", analysis.error());
        }
        Result result = analysis.result();
        if (result != null) {
            counts(json, result.counts());
            json.put("ledgerSeq", result.position().ledgerSeq()).put("preparedAt", result.preparedAt().toString())
                    .put("durationMs", result.durationMs());
            rows(json, result.counts());
        }
        return json;
    }

    /// What the ledger keeps of an analysis.
    static ObjectNode made(long delivery, Plan plan, Result result) {
        ObjectNode json = object().put("delivery", Long.toString(delivery)).put("label", plan.label())
                .put("channel", plan.channel().code()).put("position", result.position().snapshot())
                .put("moment", result.moment().toString());
        json.set("typology", typology(plan.typology()));
        counts(json, result.counts());
        rows(json, result.counts());
        return json;
    }

    /// `{"name","rules"}`: a typology as it was when it was used.
    static ObjectNode typology(Typology typology) {
        ObjectNode json = object().put("name", typology.name());
        typology.rules().stream().map(ExclusionRule::code).forEach(json.putArray("rules")::add);
        return json;
    }

    private static void counts(ObjectNode json, Counts counts) {
        json.put("audience", counts.audience()).put("unknown", counts.unknown()).put("target", counts.target());
    }

    private static void rows(ObjectNode json, Counts counts) {
        var rows = json.putArray("exclusions");
        for (Row row : counts.exclusions()) {
            rows.addObject().put("cause", row.cause()).put("detail", row.detail()).put("deciding", row.deciding())
                    .put("matching", row.matching()).put("only", row.only());
        }
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : Objects.toString(at);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
