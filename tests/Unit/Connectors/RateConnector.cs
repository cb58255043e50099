using System.Text;
using LowCode.Connectors.Sdk;

namespace LowCode.Tests.Unit.Connectors;

public sealed record RateInput(string Currency, decimal Amount = 1m, string? Key = null);

public sealed record RateOutput(decimal Value, string? Signed);

/// <summary>A connector as an integrator writes one: it asks for a secret, fails with codes, and is not pure unless a test says so.</summary>
internal sealed class RateConnector(bool isAsynchronous = false) : IConnector<RateInput, RateOutput>
{
    public const string Type = "Test.Rate";

    public static Connector Of(bool isPure, bool isAsynchronous = false) =>
        Connector.Of(ConnectorManifest.Read(Encoding.UTF8.GetBytes(Manifest(isPure))), new RateConnector(isAsynchronous));

    public async ValueTask<ConnectorResult<RateOutput>> RunAsync(RateInput input, IConnectorCall call, CancellationToken cancellation)
    {
        if (isAsynchronous)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }

        return input.Currency switch
        {
            "XXX" => throw new ConnectorException("no-such-currency", "Expected a currency, but got 'XXX'."),
            "BUSY" => throw new ConnectorException("busy", "Expected an answer, but all are busy."),
            "BUG" => throw new ArithmeticException("a bug"),
            _ => new ConnectorResult<RateOutput>(
                new RateOutput(input.Amount * 7.1m, input.Key is null ? null : $"{call.IdempotencyKey}/{await call.CredentialAsync(input.Key, cancellation)}"),
                input.Amount > 100 ? ["Large"] : []),
        };
    }

    public static string Manifest(bool isPure) => $$$"""
        {"type": "{{{Type}}}", "version": 1, "icon": "currency_exchange", "isPure": {{{(isPure ? "true" : "false")}}},
         "name": {"zh-CN": "汇率", "en": "Rate"}, "description": {"zh-CN": "换算金额。", "en": "Changes an amount."},
         "inputs": [
           {"name": "currency", "type": "String", "editor": "dropdown", "isRequired": true, "text": {"zh-CN": "币种", "en": "Currency"}, "description": {"zh-CN": "币种代码。", "en": "Its code."},
            "options": [{"value": "USD", "text": {"zh-CN": "美元", "en": "US dollar"}}, {"value": "XXX", "text": {"zh-CN": "无", "en": "None"}}, {"value": "BUSY", "text": {"zh-CN": "忙", "en": "Busy"}}, {"value": "BUG", "text": {"zh-CN": "错", "en": "Bug"}}]},
           {"name": "amount", "type": "Decimal", "editor": "singleline", "default": 2, "text": {"zh-CN": "金额", "en": "Amount"}, "description": {"zh-CN": "要换算的金额。", "en": "What to change."}},
           {"name": "key", "type": "String", "editor": "singleline", "isCredential": {{{(isPure ? "false" : "true")}}}, "text": {"zh-CN": "密钥", "en": "Key"}, "description": {"zh-CN": "密钥名称。", "en": "Name of the secret."}}],
         "outputs": [
           {"name": "value", "type": "Decimal", "text": {"zh-CN": "结果", "en": "Value"}, "description": {"zh-CN": "人民币金额。", "en": "In yuan."}},
           {"name": "signed", "type": "String", "text": {"zh-CN": "签名", "en": "Signed"}, "description": {"zh-CN": "签名。", "en": "A signature."}}],
         "outcomes": [{"name": "Large", "text": {"zh-CN": "大额", "en": "Large"}}],
         "errors": [{"code": "no-such-currency", "isRetryable": false, "text": {"zh-CN": "没有此币种", "en": "No such currency"}},
                    {"code": "busy", "isRetryable": true, "text": {"zh-CN": "繁忙", "en": "Busy"}}]}
        """;
}
