import DialogDSL
import Interpreter

/// How a protocol writes the events of a stream.
protocol StandInForm {
  var beginning: String { get }
  func piece(_ text: String, of request: String) -> String
  var ending: String { get }
  var tooLong: String { get }
  var filtered: String { get }
  func whole(_ text: String) -> String
}

/// Chat completions.
struct ChatForm: StandInForm {
  let beginning =
    ": a comment\n\ndata: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n"

  func piece(_ text: String, of request: String) -> String {
    "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\(Value.text(text).json)},\"finish_reason\":null}]}\n\n"
  }

  private func end(_ reason: String) -> String {
    """
    data: {"choices":[{"index":0,"delta":{},"finish_reason":"\(reason)"}]}

    data: {"choices":[],"usage":{"prompt_tokens":100,"completion_tokens":10}}

    data: [DONE]


    """
  }

  var ending: String { end("stop") }
  var tooLong: String { end("length") }
  var filtered: String { end("content_filter") }

  func whole(_ text: String) -> String {
    """
    {"choices":[{"message":{"role":"assistant","content":\(Value.text(text).json)},"finish_reason":"stop"}],\
    "usage":{"prompt_tokens":100,"completion_tokens":10}}
    """
  }
}

/// Anthropic's messages.
struct MessagesForm: StandInForm {
  let beginning = """
    event: message_start
    data: {"type":"message_start","message":{"content":[],"usage":{"input_tokens":100,"output_tokens":1}}}

    event: ping
    data: {"type":"ping"}


    """

  func piece(_ text: String, of request: String) -> String {
    let delta =
      request.contains("\"tool_choice\"")
      ? "{\"type\":\"input_json_delta\",\"partial_json\":\(Value.text(text).json)}"
      : "{\"type\":\"text_delta\",\"text\":\(Value.text(text).json)}"
    return "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":\(delta)}\n\n"
  }

  private func end(_ reason: String) -> String {
    """
    event: message_delta
    data: {"type":"message_delta","delta":{"stop_reason":"\(reason)"},"usage":{"output_tokens":10}}

    event: message_stop
    data: {"type":"message_stop"}


    """
  }

  var ending: String { end("end_turn") }
  var tooLong: String { end("max_tokens") }
  var filtered: String { end("refusal") }

  func whole(_ text: String) -> String {
    """
    {"type":"message","content":[{"type":"text","text":\(Value.text(text).json)}],"stop_reason":"end_turn",\
    "usage":{"input_tokens":100,"output_tokens":10}}
    """
  }
}
