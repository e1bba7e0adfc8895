/** This file holds every number of the rules, with its unit. The rules are in docs/rules.md. */

/** Evaluated codes per shipment at the door (R12). */
export const ATTEMPTS = 5
/** Wrong labels a recipient's page takes before it locks (R19). */
export const WRONG_LABELS = 10
/** Distinct texts that one presented parcel may show; they are one try (R19). */
export const PRESENTED_MAX = 5
/** Messages on demand per shipment, dispatcher's and courier's together (R8). */
export const SENDS_ON_DEMAND = 3
/** Chats with bots that may be joined to one shipment; each is told everywhere. */
export const CHATS_MAX = 3
/**
 * How long a cascade may wait for each report, in seconds. A report takes some seconds; who was told nothing for an
 * hour is not told in time.
 */
export const CASCADE_WAIT_S = { least: 30, most: 3600 }
/** Time between two messages on demand (R8). */
export const SEND_GAP_MS = 2 * 60_000
/** How long a finished link still shows its receipt (R25). */
export const RECEIPT_SHOWN_MS = 24 * 3_600_000
/** How long after its end a shipment still repeats its stored answers to repeated requests. */
export const ANSWERS_KEPT_MS = 7 * 24 * 3_600_000
/** How far from the address a recorded arrival still shows the code with `reveal: "arrival"`, in metres (R39). */
export const NEAR_M = 300
/** How long a device may be unseen and still open the next shift (R40). */
export const DEVICE_UNSEEN_MS = 30 * 24 * 3_600_000
/** How long a spare tablet is lent for (R40). */
export const LENT_MS = 24 * 3_600_000
/** How long an invitation of a morning sheet lives: it hangs where others pass (R40). */
export const SHEET_MS = 2 * 3_600_000
/** How many invitations one morning sheet may hold. */
export const SHEET_MOST = 100
/** How far from the server's a tablet's clock may be before its courier is told (R13). */
export const CLOCK_OFF_MS = 2 * 60_000
/** Shipments closed by wrong codes in one courier's day that block PIN entry (R18). */
export const CLOSED_PER_DAY = 2
/** Wrong codes, on shipments not then released by code, in one courier's day that block PIN entry (R18). */
export const WRONG_PER_DAY = 12
/** Releases by identity check in one courier's day that block the identity check (R18). */
export const IDENTITY_PER_DAY = 3
/** "Not you" answers to identity releases at a counter that block that clerk's identity check (R18, R28). */
export const NOT_YOU = 2
/** Foreign labels in one clerk's day that raise an alert (R28). */
export const FOREIGN_PER_DAY = 20
/**
 * How long a change of contact or label waits after whoever loses by it was told, or after the request if
 * nobody could be told (R9, R41).
 */
export const CONTACT_WAIT_MS = 30 * 60_000
/** How long a request for another contact or recipient waits for its second person (R9, R41). */
export const CONTACT_LAPSE_MS = 24 * 3_600_000
/** How long a request that the registry keeps (a contract version, a block) waits for its second person. */
export const REQUEST_MS = 7 * 24 * 3_600_000
/** How long the same moment with the same secret is no news to whoever was told it last (R5). */
export const TOLD_AGAIN_MS = 24 * 3_600_000
/** Requests for another contact per shipment. Each one tells the old contact, so there must not be many. */
export const CONTACT_CHANGES = 3
/** How long after its last scan a label stays its recipient's, if nobody handed the parcel over (R41). */
export const LABEL_KEPT_MS = 90 * 24 * 3_600_000
/** How long a label stays reserved for an announcement that never came about (R41). */
export const LABEL_RESERVED_MS = 8000
/**
 * How old a reservation may be when its shipment is announced. It is so much less than `LABEL_RESERVED_MS`
 * that no other shipment can have the label by then, whatever the clocks say.
 */
export const LABEL_LEASE_MS = 4000
/** Requests for another recipient of one shipment's labels. Each one tells the present recipient (R41). */
export const LABEL_REQUESTS = 3
/** Corrections of one shipment's recipient. Each one tells the recipient until now (R41). */
export const CORRECTIONS = 3
/** Parcels that one shipment may have. */
export const PARCELS_MAX = 50
/** How long one half of an issue by link at a counter waits for the other. */
export const COUNTER_WAIT_MS = 10 * 60_000
/** How long after the courier's declaration the depot's receipt may take (R26). */
export const DECLARED_MS = 12 * 3_600_000
/** How long after one scan at the depot another scan says nothing new. */
export const SEEN_AGAIN_MS = 10 * 60_000
/** Working days that a secured parcel may be at a depot without any scan (R26). */
export const UNSEEN_WORKING_DAYS = 3
/** Working days within which a cancelled parcel has to be sent back (R26). */
export const SENT_BACK_WORKING_DAYS = 7
/** Days that the one extension adds at most (R29); never more than the storage period itself. */
export const EXTENSION_DAYS = 7
/** How many days before the last day of storage the reminder goes out, if the period is long enough (R29). */
export const REMINDER_DAYS = 2
/** Photos that one claim may have. */
export const PHOTOS_MAX = 6
/** Photos that are kept of one delivery at a time, including those taken back before the claim. */
export const UPLOADS_MAX = 12
/** How long an upload waits to become part of a claim. */
export const PHOTO_KEPT_MS = 24 * 3_600_000
/** Metres from the address above which an arrival is worth a look (R13, R18). */
export const FAR_M = 300
/** SMS parts that a contract's own wording may take. Longer messages arrive late or not at all. */
export const SMS_PARTS_MAX = 8
/** SMS parts that our own messages take at most, and above which a contract is warned of what its wording costs. */
export const SMS_PARTS_AIM = 2
/** How long after its recovery an account may not agree to anything (R9). */
export const RECOVERED_MS = 72 * 3_600_000
/** How long hands, a device or a point are new at the least (R42). */
export const NEW_MS = 24 * 3_600_000
/** Hand-overs by secret, each to another contact, after which hands are not new any more (R42). */
export const KNOWN_BY_CONTACTS = 10
/** Unquestioned issues after which a point is not new any more (R42). */
export const KNOWN_BY_ISSUES = 10
/** How long an issue has to stand unquestioned to count for its point (R42). */
export const UNQUESTIONED_MS = 3 * 24 * 3_600_000
/** After so long without a session, a person's next session is new (R42). */
export const PAUSE_MS = 3 * 24 * 3_600_000
/** How long an identity release by new hands waits for a dispatcher (R42). */
export const APPROVAL_MS = 3 * 60_000
/** How often a dispatcher may be asked about one visit, or one hold a day (R42). */
export const APPROVALS = 3
/** How long an agreement can be used (R42). A tablet may be without a network in between. */
export const APPROVED_MS = 30 * 60_000
/**
 * Shipments that one call may announce. Each needs several calls to objects and the registry, and one request
 * may make a thousand.
 */
export const SHIPMENTS_MAX = 100

/** How many lines of goods a shipment may list. A fiscal receipt takes a hundred at most. */
export const GOODS_MAX = 99
/** How many payments one side may ask for within an hour, and in all, where each before came to nothing (R30). */
export const PAYMENTS_AN_HOUR = 6
export const PAYMENTS_A_SIDE = 30
/** How many passkeys a person may have (R40). */
export const PASSKEYS_MAX = 10
/** ES256, EdDSA and RS256 (COSE), the best first: every platform has one of them. */
export const PASSKEY_ALGORITHMS = [-7, -8, -257] as const
