package heed.feedback.page;

import heed.feedback.work.ReplyStore;
import heed.web.page.Pages;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// `/feedback/replies`: the texts that answer texts (T4). They wait here, and nobody sends them, until there is a gateway.
@Pages
@RequestMapping("/feedback/replies")
class ReplyPages {
    private static final int MOST = 200;

    private final ReplyStore replies;

    ReplyPages(ReplyStore replies) {
        this.replies = replies;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("replies", replies.newest(MOST));
        return "feedback/replies";
    }
}
