package org.careturn.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;

/** From where a request comes, as far as it counts for limits and for the audit log. */
public final class ClientAddress {
    /** Under which it is found in the MDC, for the audit log. */
    public static final String KEY = "address";

    private ClientAddress() {}

    /** The address of version 4, or the first 64 bits of one of version 6, which is what one customer is given. */
    public static String of(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        if (!address.contains(":") || address.contains(".")) {
            return address;
        }
        String plain = address.replace("[", "").replaceAll("[%\\]].*", "");
        int gap = plain.indexOf("::");
        String[] front = (gap < 0 ? plain : plain.substring(0, gap)).split(":", -1);
        String[] first = new String[4];
        Arrays.setAll(first, i -> i < front.length && !front[i].isEmpty() ? front[i] : "0");
        return String.join(":", first) + "::";
    }
}
