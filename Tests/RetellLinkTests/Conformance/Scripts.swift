/// Scripts of the conformance tests.
enum Scripts {
  static let booking = """
    dialog: 1
    name: Harbor Lane Dental
    timezone: America/Los_Angeles
    vars:
      customer: {type: text, from: call.retell_llm_dynamic_variables.customer_name, default: ""}
    slots:
      day: {type: date, prefer: future, prompt: What day works for you?, confirm: never}
      time: {type: time, within: 08:00 to 17:00, prompt: At what time?, confirm: never}
    prompts:
      greeting: Hi{% if customer %} {{ customer }}{% endif %}, Harbor Lane Dental.
    flows:
      main:
        - say: greeting
        - route: How can I help?
          again: Anything else?
        - end: Goodbye now!
      book:
        triggers: ["(book|need) * cleaning"]
        steps:
          - collect: [day, time]
          - confirm: So {{ day }} at {{ time }}. Shall I book it?
          - call: book_slot
            failed:
              - say: I couldn't reach our calendar.
              - return
          - say: You're booked.
      parking:
        triggers: [parking]
        steps:
          - say: Parking is free.
    tools:
      book_slot:
        post: ${TOOLS:-http://127.0.0.1:9}/bookings
        body: {day: "{{ day }}", time: "{{ time }}"}
        writes: true
        hold: Let me book that.
        timeout: 30s
    retell:
      greeting_wait: 200ms
    """

  /// No variables, so no call details are waited for.
  static let survey = """
    dialog: 1
    name: Survey
    slots:
      name: {type: name, prompt: What is your name?, confirm: never}
      visits: {type: integer, prompt: "How many visits, {{ name }}?", confirm: never}
    flows:
      main:
        - say: Welcome.
        - say: Two questions.
        - collect: [name, visits]
        - say: {text: "Thank you, {{ name }}.", interruptible: false}
        - end: Goodbye.
    """

  static let callerFirst = """
    dialog: 1
    name: Quiet
    flows:
      main:
        - wait
        - say: I hear you.
        - end: Goodbye.
    """

  static let lookup = """
    dialog: 1
    name: Orders
    slots:
      order: {type: digits, length: 4, prompt: Your order number?, confirm: never}
    flows:
      main:
        - collect: order
        - call: find
          save: found
          failed:
            - say: I can't look that up now.
            - end: Goodbye.
        - say: It is {{ found.state }}.
        - end: Goodbye.
    tools:
      find:
        get: ${TOOLS}/orders/{{ order }}
        returns: {state: text}
        hold: One moment, I'm looking.
        hold_after: 100ms
        timeout: 30s
    """
}
