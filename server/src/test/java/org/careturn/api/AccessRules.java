package org.careturn.api;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who gets what from whom. An endpoint's {@code @Allow} says which roles it lets in; what these tables say comes on top.
 * What isn't listed here names a record, which its own facility's people may use and all others don't find.
 */
final class AccessRules {
    /** Answer everybody whom they let in alike: with what that person may see. */
    private static final Set<String> OF_NO_RECORD = Set.of(
            "readMe",
            "readSystemHealth",
            "registerPushDevice",
            "listFacilities",
            "listStaff",
            "searchAudit",
            "exportAuditLines",
            "exportAuditTable",
            "listMyVisits",
            "listSyncClients",
            "changePassword",
            "askLoginPhoneChange",
            "beginSecondFactor",
            "listMySignIns",
            "endMyOtherSignIns");

    /** About the own sign-in, which nobody else finds. */
    private static final Set<String> OF_OWN_SIGN_IN =
            Set.of("endMySignIn", "listTicketLeases", "leaseTickets", "pushMutations", "pullChanges");

    /** Need something that only one's own account has. */
    private static final Set<String> OF_OWN_STATE =
            Set.of("confirmSecondFactor", "removeSecondFactor", "askRecordClaim");

    /** Only for who administers all facilities, and what another administrator gets. */
    private static final Map<String, Expected> FOR_ADMINISTRATORS_OF_ALL = Map.of(
            "openFacility", Expected.NOT_ALLOWED,
            "verifyAudit", Expected.NOT_ALLOWED,
            "erasePatient", Expected.NOT_ALLOWED,
            "readClock", Expected.NOT_FOUND,
            "driveClock", Expected.NOT_FOUND,
            "releaseClock", Expected.NOT_FOUND,
            "listUnsentMessages", Expected.NOT_FOUND);

    /** Patients choose where to go, hence see each facility and its services. */
    private static final Set<String> PATIENTS_SEE_ALL = Set.of(
            "listDoctors",
            "readWaits",
            "listFacilities",
            "readFacility",
            "readOpeningHours",
            "readHolidays",
            "listServices",
            "readService",
            "readBookingRule",
            "listSlots",
            // their own
            "listAppointments",
            "listWaitingList");

    /** Name no record when a patient asks, who gets what is his own. */
    private static final Set<String> PATIENTS_GET_THEIR_OWN = Set.of("streamEvents", "registerSyncClient");

    /** Act at a desk, which is one person's. */
    private static final Set<String> AT_OWN_DESK =
            Set.of("callNext", "callNextAtDesk", "callEntry", "setDeskQueues", "startBreak", "endBreak", "closeDesk");

    /** What somebody gets. */
    enum Expected {
        DONE,
        SIGN_IN,
        NOT_ALLOWED,
        NOT_FOUND,
        CONFLICT;

        boolean fits(int status) {
            return switch (this) {
                case DONE -> status >= 200 && status < 300;
                case SIGN_IN -> status == 401;
                case NOT_ALLOWED -> status == 403;
                case NOT_FOUND -> status == 404;
                case CONFLICT -> status == 409;
            };
        }
    }

    /** Somebody with a role, as seen from the record. */
    enum Whose {
        /** Of the record's facility, at the own desk; the patient whom it is about. */
        OWN,
        /** Of the record's facility, but not the one whose desk it is; another patient there. */
        COLLEAGUE,
        /** Of another facility. */
        FOREIGN
    }

    private AccessRules() {}

    static Expected nobody(ApiOperation operation) {
        return operation.isOpen() ? Expected.DONE : Expected.SIGN_IN;
    }

    static Expected of(ApiOperation operation, Role role, Whose whose) {
        if (operation.isOpen()) {
            return Expected.DONE;
        }
        if (!roles(operation).contains(role)) {
            return Expected.NOT_ALLOWED;
        }
        if (FOR_ADMINISTRATORS_OF_ALL.containsKey(operation.id())) {
            return FOR_ADMINISTRATORS_OF_ALL.get(operation.id());
        }
        if (operation.id().equals("listTicketLeases") && role != someoneFor(operation)) {
            return Expected.NOT_FOUND; // the installation is one account's
        }
        if (OF_NO_RECORD.contains(operation.id()) || whose == Whose.OWN) {
            return Expected.DONE;
        }
        if (OF_OWN_STATE.contains(operation.id())) {
            return Expected.CONFLICT;
        }
        if (operation.id().equals("revokeSyncClient")) {
            return role == Role.ADMIN && whose == Whose.COLLEAGUE ? Expected.DONE : Expected.NOT_FOUND;
        }
        if (OF_OWN_SIGN_IN.contains(operation.id())) {
            return Expected.NOT_FOUND;
        }
        if (role == Role.PATIENT) {
            return PATIENTS_SEE_ALL.contains(operation.id()) || PATIENTS_GET_THEIR_OWN.contains(operation.id())
                    ? Expected.DONE
                    : Expected.NOT_FOUND;
        }
        if (operation.id().equals("closeDesk") && role == Role.RECEPTIONIST) {
            return whose == Whose.COLLEAGUE ? Expected.DONE : Expected.NOT_FOUND;
        }
        if (whose == Whose.COLLEAGUE) {
            return AT_OWN_DESK.contains(operation.id()) ? Expected.NOT_ALLOWED : Expected.DONE;
        }
        return Expected.NOT_FOUND;
    }

    static Set<Role> roles(ApiOperation operation) {
        Set<Role> roles = operation.roles();
        return roles == null ? EnumSet.noneOf(Role.class) : roles;
    }

    /** A role for which the operation's example is made. */
    static Role someoneFor(ApiOperation operation) {
        return roles(operation).stream().findFirst().orElse(Role.RECEPTIONIST);
    }

    /** The access token of one who may send the operation's example in this world. */
    static @Nullable String token(ApiOperation operation, World world) {
        if (operation.isOpen()) {
            return null;
        }
        return FOR_ADMINISTRATORS_OF_ALL.containsKey(operation.id()) ? world.superToken() : world.token();
    }
}
