import DialogDSL
import Interpreter
import NIOHTTP1

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Chat completions: OpenAI, Azure OpenAI, OpenRouter, Ollama, vLLM, llama.cpp and many others.
struct ChatCompletions: WireFormat {
  let server: ModelServer

  init(_ server: ModelServer) { self.server = server.withVersion }

  static let structures: [Dialect.Structure] = [.schema, .object, .none]

  var url: String { server.address("/chat/completions") }
  var warmUpURL: String { server.address("/models") }

  var headers: HTTPHeaders {
    var headers = server.ownHeaders
    if server.key.isEmpty { return headers }
    if server.apiVersion != nil || server.url.contains(".azure.com") {
      headers.replaceOrAdd(name: "api-key", value: server.key.reveal())
    } else {
      headers.replaceOrAdd(name: "Authorization", value: "Bearer \(server.key.reveal())")
    }
    return headers
  }

  func body(_ request: ModelRequest, _ dialect: Dialect) -> Value {
    var members: [String: Value] = [
      "model": .text(server.model), "stream": .bool(true),
      "messages": .list([
        .map(["role": .text("system"), "content": .text(request.instructions)]),
        .map(["role": .text("user"), "content": .text(request.message)]),
      ]),
      dialect.namesCompletionTokens ? "max_completion_tokens" : "max_tokens": .number(request.maxTokens),
    ]
    if dialect.sendsTemperature, let temperature = server.temperature { members["temperature"] = .number(temperature) }
    if dialect.asksForUsage { members["stream_options"] = .map(["include_usage": .bool(true)]) }
    if let schema = request.schema {
      switch dialect.structure {
      case .schema:
        members["response_format"] = .map([
          "type": .text("json_schema"),
          "json_schema": .map(["name": .text("reply"), "strict": .bool(JSONSchema(schema).isStrict), "schema": schema]),
        ])
      case .object, .tool: members["response_format"] = .map(["type": .text("json_object")])
      case .none: break
      }
    }
    return .map(members)
  }

  func read(_ event: ServerSentEvents.Event) throws -> [StreamedPart] {
    if event.data == "[DONE]" { return [.end(.complete)] }
    return try parts(JSONDecoder().decode(Chunk.self, from: Data(event.data.utf8)))
  }

  func isLast(_ event: ServerSentEvents.Event) -> Bool { event.data == "[DONE]" }

  func read(whole body: Data) throws -> [StreamedPart] { try parts(JSONDecoder().decode(Chunk.self, from: body)) }

  private func parts(_ chunk: Chunk) throws -> [StreamedPart] {
    if let error = chunk.error {
      throw ModelFailure.status(error.code ?? 500, retryAfter: nil, message: error.message ?? "")
    }
    var parts: [StreamedPart] = []
    if let choice = chunk.choices?.first {
      if let text = choice.delta?.content ?? choice.message?.content, !text.isEmpty { parts.append(.text(text)) }
      if choice.delta?.refusal?.isEmpty == false || choice.message?.refusal?.isEmpty == false {
        parts.append(.end(.filtered))
      }
      switch choice.finish_reason {
      case nil: break
      case "length"?: parts.append(.end(.tooLong))
      case "content_filter"?: parts.append(.end(.filtered))
      // Usage may follow: the stream ends with `[DONE]`, or of itself.
      case _?: parts.append(.end(.complete))
      }
    }
    if let usage = chunk.usage {
      parts.append(.used(TokenCount(read: usage.prompt_tokens, written: usage.completion_tokens)))
    }
    return parts
  }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct Chunk: Decodable {
    struct Choice: Decodable {
      struct Content: Decodable {
        var content: String?
        var refusal: String?
      }

      var delta: Content?
      var message: Content?
      var finish_reason: String?
    }

    struct Usage: Decodable {
      var prompt_tokens: Int?
      var completion_tokens: Int?
    }

    struct Failure: Decodable {
      var message: String?
      var code: Int?

      init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        message = try? container.decode(String.self, forKey: .message)
        // Some servers have a word there.
        code = try? container.decode(Int.self, forKey: .code)
      }

      private enum CodingKeys: String, CodingKey { case message, code }
    }

    var choices: [Choice]?
    var usage: Usage?
    var error: Failure?
  }
}
