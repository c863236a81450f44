package org.careturn.identity.web;

import java.time.Duration;
import java.util.Map;
import org.careturn.identity.tokens.SigningKey;
import org.careturn.platform.web.AllowAnyone;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public keys by which others may verify access tokens (RFC 7517). */
@RestController
class JwksController {
    private final SigningKey key;

    JwksController(SigningKey key) {
        this.key = key;
    }

    @GetMapping("/.well-known/jwks.json")
    @AllowAnyone(because = "Public keys are public.")
    ResponseEntity<Map<String, Object>> keys() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)))
                .body(key.published());
    }
}
