import RetellLink
import Testing

/// The call of reference §18, frame by frame: a discarded request, a tool, a reminder, a goodbye that is talked over, a
/// reconnect. `R>` is sent, `S>` must come next, `--` is a comment; `*` in an `S>` line stands for any id.
@Suite struct WorkedTrace {
  @Test("18 the worked trace") func trace() async throws {
    try await ToolServer.run(.json(#"{"status":"booked"}"#)) { tools in
      let environment = ["TOOLS": tools.url]
      try await DialogServer.run(
        Self.script, environment: environment, secret: "s3cr3t", clock: HeldClock()
      ) { server, _ in
        let target = "/llm-websocket/s3cr3t/call_2f9c1ab07d"
        var socket = try await Socket(url: server.url(target))
        for line in Self.trace.split(separator: "\n") {
          switch line.prefix(3) {
          case "R> ": try await socket.send(String(line.dropFirst(3)))
          case "S> ":
            let event = try await socket.event()
            #expect(matches(event.text, line.dropFirst(3)), "\(event.text)\n\(line)")
          case "TCP":
            socket.client.drop()
            socket = try await Socket(url: server.url(target))
          default: continue
          }
        }
        try await socket.client.close(code: 1000)
        #expect(try await socket.next() == .close(code: 1000))
        #expect(try await socket.next() == nil)
      }
      #expect(tools.requests.all.map(\.body) == [#"{"day":"2026-01-14","time":"09:00"}"#])
    }
  }

  private func matches(_ text: String, _ pattern: Substring) -> Bool {
    let parts = pattern.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return text == pattern }
    return text.hasPrefix(parts[0]) && text.hasSuffix(parts[1])
  }

  static let script = """
    dialog: 1
    name: Harbor Lane Dental
    timezone: America/Los_Angeles
    vars:
      customer: {type: text, from: call.retell_llm_dynamic_variables.customer_name, default: ""}
    slots:
      day: {type: date, prefer: future, prompt: Which day?, confirm: never}
      time: {type: time, within: 08:00 to 17:00, prompt: At what time?, confirm: never}
    flows:
      main:
        - say: Hi {{ customer }}, Harbor Lane Dental.
        - route: How can I help?
          again: Anything else?
        - end: Thanks, {{ customer }}. Goodbye!
      book:
        triggers: [need * cleaning]
        steps:
          - collect: [day, time]
          - call: book_slot
            failed:
              - say: I couldn't reach our calendar.
              - return
          - say: You're booked for {{ day }} at {{ time }}.
      parking:
        triggers: [parking]
        steps:
          - say: Yes, parking is free.
    tools:
      book_slot:
        post: ${TOOLS}/bookings
        body: {day: "{{ day }}", time: "{{ time }}"}
        writes: true
        hold: Let me check {{ day }} at {{ time }}.
        returns: {status: text}
    silence:
      - Still there? Is there anything else I can do?
    retell:
      transcript_with_tool_calls: true
    """

  private static let trace = #"""
    S> {"response_type":"config","config":{"auto_reconnect":true,"call_details":true,"transcript_with_tool_cal\#
    ls":true}}
    R> {"interaction_type":"call_details","call":{"call_id":"call_2f9c1ab07d","call_type":"phone_call","direct\#
    ion":"inbound","from_number":"+15035550123","to_number":"+15035550199","retell_llm_dynamic_variables":{"cu\#
    stomer_name":"Priya"}}}
    S> {"response_type":"response","response_id":0,"content":"Hi Priya, Harbor Lane Dental. How can I help?","\#
    content_complete":true}
    R> {"interaction_type":"ping_pong","timestamp":1767225602000}
    S> {"response_type":"ping_pong","timestamp":1767225602000}
    R> {"interaction_type":"update_only","turntaking":"agent_turn","transcript":[]}
    R> {"interaction_type":"update_only","turntaking":"user_turn","transcript":[{"role":"agent","content":"Hi \#
    Priya, Harbor Lane Dental. How can I help?","words":[]}]}
    R> {"interaction_type":"response_required","response_id":1,"transcript":[{"role":"agent","content":"Hi Pri\#
    ya, Harbor Lane Dental. How can I help?","words":[]},{"role":"user","content":"I need a cleaning Tuesday",\#
    "words":[]}]}
    S> {"response_type":"response","response_id":1,"content":"At what time?","content_complete":true}
    -- the caller goes on; 1 was complete, but nobody heard it
    R> {"interaction_type":"response_required","response_id":2,"transcript":[{"role":"agent","content":"Hi Pri\#
    ya, Harbor Lane Dental. How can I help?","words":[]},{"role":"user","content":"I need a cleaning Tuesday, \#
    no, Wednesday at nine.","words":[]}]}
    S> {"response_type":"response","response_id":2,"content":"Let me check Wednesday, January 14th at 9 AM.","\#
    content_complete":false}
    R> {"interaction_type":"update_only","turntaking":"agent_turn","transcript":[{"role":"agent","content":"Hi\#
     Priya, Harbor Lane Dental. How can I help?","words":[]},{"role":"user","content":"I need a cleaning Tuesd\#
    ay, no, Wednesday at nine.","words":[]}]}
    S> {"response_type":"tool_call_invocation","tool_call_id":"*","name":"book_slot","arguments":"{\"day\":\"2\#
    026-01-14\",\"time\":\"09:00\"}"}
    S> {"response_type":"tool_call_result","tool_call_id":"*","content":"{\"status\":\"booked\"}","successful"\#
    :true}
    S> {"response_type":"response","response_id":2,"content":" You're booked for Wednesday, January 14th at 9 \#
    AM. Anything else?","content_complete":true}
    -- silence
    R> {"interaction_type":"reminder_required","response_id":3,"transcript":[{"role":"agent","content":"Hi Pri\#
    ya, Harbor Lane Dental. How can I help?","words":[]},{"role":"user","content":"I need a cleaning Tuesday, \#
    no, Wednesday at nine.","words":[]},{"role":"agent","content":"Let me check Wednesday, January 14th at 9 A\#
    M. You're booked for Wednesday, January 14th at 9 AM. Anything else?","words":[]}]}
    S> {"response_type":"response","response_id":3,"content":"Still there? Is there anything else I can do?","\#
    content_complete":true}
    R> {"interaction_type":"response_required","response_id":4,"transcript":[{"role":"agent","content":"Hi Pri\#
    ya, Harbor Lane Dental. How can I help?","words":[]},{"role":"user","content":"I need a cleaning Tuesday, \#
    no, Wednesday at nine.","words":[]},{"role":"agent","content":"Let me check Wednesday, January 14th at 9 A\#
    M. You're booked for Wednesday, January 14th at 9 AM. Anything else?","words":[]},{"role":"agent","content\#
    ":"Still there? Is there anything else I can do?","words":[]},{"role":"user","content":"No thanks, bye","w\#
    ords":[]}]}
    S> {"response_type":"response","response_id":4,"content":"Thanks, Priya. Goodbye!","content_complete":true\#
    ,"no_interruption_allowed":true,"end_call":true}
    -- the caller talks over the goodbye: the hangup is discarded, and offered again after the answer
    R> {"interaction_type":"response_required","response_id":5,"transcript":[{"role":"agent","content":"Hi Pri\#
    ya, Harbor Lane Dental. How can I help?","words":[]},{"role":"user","content":"I need a cleaning Tuesday, \#
    no, Wednesday at nine.","words":[]},{"role":"agent","content":"Let me check Wednesday, January 14th at 9 A\#
    M. You're booked for Wednesday, January 14th at 9 AM. Anything else?","words":[]},{"role":"agent","content\#
    ":"Still there? Is there anything else I can do?","words":[]},{"role":"user","content":"No thanks, bye","w\#
    ords":[]},{"role":"agent","content":"Thanks, Priya.","words":[]},{"role":"user","content":"Oh wait, is par\#
    king free?","words":[]}]}
    S> {"response_type":"response","response_id":5,"content":"Yes, parking is free.","content_complete":false}
    S> {"response_type":"response","response_id":5,"content":" Thanks, Priya. Goodbye!","content_complete":tru\#
    e,"no_interruption_allowed":true,"end_call":true}
    TCP drops; Retell reconnects
    S> {"response_type":"config","config":{"auto_reconnect":true,"call_details":true,"transcript_with_tool_cal\#
    ls":true}}
    S> {"response_type":"response","response_id":0,"content":"","content_complete":true}
    R> {"interaction_type":"call_details","call":{"call_id":"call_2f9c1ab07d","call_type":"phone_call","direct\#
    ion":"inbound","from_number":"+15035550123","to_number":"+15035550199","retell_llm_dynamic_variables":{"cu\#
    stomer_name":"Priya"}}}
    R> {"interaction_type":"response_required","response_id":6,"transcript":[{"role":"agent","content":"Hi Pri\#
    ya, Harbor Lane Dental. How can I help?","words":[]},{"role":"user","content":"I need a cleaning Tuesday, \#
    no, Wednesday at nine.","words":[]},{"role":"agent","content":"Let me check Wednesday, January 14th at 9 A\#
    M. You're booked for Wednesday, January 14th at 9 AM. Anything else?","words":[]},{"role":"agent","content\#
    ":"Still there? Is there anything else I can do?","words":[]},{"role":"user","content":"No thanks, bye","w\#
    ords":[]},{"role":"agent","content":"Thanks, Priya.","words":[]},{"role":"user","content":"Oh wait, is par\#
    king free?","words":[]},{"role":"agent","content":"Yes, parking is free. Thanks,","words":[]},{"role":"use\#
    r","content":"No. Bye.","words":[]}]}
    S> {"response_type":"response","response_id":6,"content":"Thanks, Priya. Goodbye!","content_complete":true,"no_interrupti\#
    on_allowed":true,"end_call":true}
    """#
}
