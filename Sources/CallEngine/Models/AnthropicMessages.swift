import DialogDSL
import Interpreter
import JSONScanning
import NIOHTTP1

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Anthropic's messages.
struct AnthropicMessages: WireFormat {
  let server: ModelServer

  init(_ server: ModelServer) { self.server = server.withVersion }

  static let structures: [Dialect.Structure] = [.schema, .tool, .none]
  private static let version = "2023-06-01"
  /// Where servers know no schema for text, the reply is the input of a tool that must be used.
  private static let tool = "reply"

  var url: String { server.address("/messages") }
  var warmUpURL: String { server.address("/models") }

  var headers: HTTPHeaders {
    var headers = server.ownHeaders
    headers.replaceOrAdd(name: "anthropic-version", value: Self.version)
    if !server.key.isEmpty { headers.replaceOrAdd(name: "x-api-key", value: server.key.reveal()) }
    return headers
  }

  func body(_ request: ModelRequest, _ dialect: Dialect) -> Value {
    // The instructions are the same in the next request: the server may keep what it has read.
    let instructions = Value.map([
      "type": .text("text"), "text": .text(request.instructions), "cache_control": .map(["type": .text("ephemeral")]),
    ])
    var members: [String: Value] = [
      "model": .text(server.model), "stream": .bool(true), "max_tokens": .number(request.maxTokens),
      "system": .list([instructions]),
      "messages": .list([.map(["role": .text("user"), "content": .text(request.message)])]),
    ]
    if dialect.sendsTemperature, let temperature = server.temperature { members["temperature"] = .number(temperature) }
    if let schema = request.schema {
      switch dialect.structure {
      case .schema:
        members["output_config"] = .map([
          "format": .map(["type": .text("json_schema"), "schema": schema])
        ])
      case .tool, .object:
        members["tools"] = .list([
          .map(["name": .text(Self.tool), "description": .text("The reply."), "input_schema": schema])
        ])
        members["tool_choice"] = .map(["type": .text("tool"), "name": .text(Self.tool)])
      case .none: break
      }
    }
    return .map(members)
  }

  func read(_ event: ServerSentEvents.Event) throws -> [StreamedPart] {
    let part = try JSONDecoder().decode(Part.self, from: Data(event.data.utf8))
    switch part.type {
    case "content_block_delta":
      let text = part.delta?.text ?? part.delta?.partial_json ?? ""
      return text.isEmpty ? [] : [.text(text)]
    case "message_start": return usage(part.message?.usage)
    case "message_delta": return usage(part.usage) + ending(part.delta?.stop_reason)
    case "message_stop": return [.end(.complete)]
    case "error": throw failure(part.error)
    default: return []
    }
  }

  func isLast(_ event: ServerSentEvents.Event) -> Bool { event.name == "message_stop" }

  func read(whole body: Data) throws -> [StreamedPart] {
    let message = try JSONDecoder().decode(Part.Message.self, from: body)
    if let error = message.error { throw failure(error) }
    guard case .list(let blocks)? = (try? Value(json: body))?.member("content") else { return [] }
    let texts = blocks.compactMap { block -> StreamedPart? in
      if case .text(let text) = block.member("text") { return .text(text) }
      let input = block.member("input")
      return input.isNone ? nil : .text(input.json)
    }
    return texts + usage(message.usage) + (message.stop_reason == nil ? [.end(.complete)] : ending(message.stop_reason))
  }

  /// Of input what was read anew, was kept, and was read from what is kept.
  private func usage(_ usage: Part.Usage?) -> [StreamedPart] {
    guard let usage else { return [] }
    let read = [usage.input_tokens, usage.cache_creation_input_tokens, usage.cache_read_input_tokens].compactMap(\.self)
    return [
      .used(
        TokenCount(
          read: read.isEmpty ? nil : read.map(TokenCount.believed).reduce(0, +), written: usage.output_tokens))
    ]
  }

  private func ending(_ reason: String?) -> [StreamedPart] {
    switch reason {
    case nil: []
    case "max_tokens"?: [.end(.tooLong)]
    case "refusal"?: [.end(.filtered)]
    case _?: [.end(.complete)]
    }
  }

  private func failure(_ error: Part.Failure?) -> ModelFailure {
    // As a status of its own would have it.
    let statuses = [
      "overloaded_error": 529, "rate_limit_error": 429, "authentication_error": 401, "permission_error": 403,
      "invalid_request_error": 400, "not_found_error": 404, "request_too_large": 413,
    ]
    return .status(statuses[error?.type ?? ""] ?? 500, retryAfter: nil, message: error?.message ?? "")
  }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct Part: Decodable {
    struct Delta: Decodable {
      var text: String?
      var partial_json: String?
      var stop_reason: String?
    }

    struct Usage: Decodable {
      var input_tokens: Int?
      var cache_creation_input_tokens: Int?
      var cache_read_input_tokens: Int?
      var output_tokens: Int?
    }

    struct Failure: Decodable {
      var type: String?
      var message: String?
    }

    struct Message: Decodable {
      var usage: Usage?
      var stop_reason: String?
      var error: Failure?
    }

    var type: String
    var delta: Delta?
    var message: Message?
    var usage: Usage?
    var error: Failure?
  }
}
