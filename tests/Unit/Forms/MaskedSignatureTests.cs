using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Forms.Sessions;
using Xunit;

namespace LowCode.Tests.Unit.Forms;

/// <summary>Whoever sees a field masked signs what they were shown, and the record can prove both that and what stood behind the mask.</summary>
public sealed class MaskedSignatureTests
{
    private const string Member = "'image': 'p1', 'signer': '李', 'signedAt': '2026-03-29T01:30:00+08:00'";

    private static readonly FormDefinition Form = TestForm.Of("""
        {'key': 'tel', 'type': 'phone', 'sensitivity': 'personal'}, {'key': 'call', 'type': 'computed', 'result': 'text', 'rules': {'calculation': 'tel + note'}},
        {'key': 'note', 'type': 'text'}, {'key': 'sign', 'type': 'signature'}
        """);

    [Fact]
    public void Signature_over_a_mask_is_taken_and_binds_what_stood_behind_it()
    {
        var session = Open();
        session.Set(new("note"), "已核实");

        var (problems, data) = Accept(Signed(session));

        problems.MustBe();
        Assert.Equal("{'tel':'138****5678','call':null}", TestForm.Spell(data["sign"]!["masked"]));
        var stored = TestForm.Json("{'tel': '13812345678'}");
        foreach (var (key, value) in data)
        {
            stored[key] = value?.DeepClone();
        }

        Assert.Equal("'13812345678已核实'", TestForm.Spell(stored["call"]));
        Assert.True(Holds(stored));
        stored["tel"] = "13899995678";
        Assert.False(Holds(stored));
        stored["tel"] = "13812345678";
        stored["note"] = "未核实";
        Assert.False(Holds(stored));
    }

    [Fact]
    public void Whoever_changes_what_they_signed_under_a_mask_must_sign_again()
    {
        var session = Open();
        session.Set(new("note"), "已核实");
        session.Set(new("sign"), Signed(session));
        session.Problems.MustBe();

        session.Set(new("note"), "未核实");

        session.Problems.MustBe("form.signature-broken /sign/hash");
    }

    [Theory]
    [InlineData("{'tel': '139****5678'}", "form.signature-mask /sign/masked/tel")]
    [InlineData("{'note': '另一句'}", "form.signature-mask /sign/masked/note")]
    [InlineData("{'none': 'x'}", "form.signature-mask /sign/masked/none")]
    [InlineData("{'tel': null}", "form.signature-mask /sign/masked/tel")]
    public void Nobody_signs_under_a_mask_that_they_made_up(string masked, string expected)
    {
        var masks = TestForm.Json(masked);
        var signature = TestForm.Json($"{{{Member}}}");
        signature["hash"] = SignedContent.HashOf(Form, Form.Field("sign")!, All(), masks);
        signature["masked"] = masks;

        Accept(signature).Problems.MustBe(expected);
    }

    [Theory]
    [InlineData("'masked': 1", "/sign/masked")]
    [InlineData("'content': 'x'", "/sign/content")]
    public void Members_of_another_shape_are_told(string member, string path)
    {
        var form = TestForm.Of("{'key': 'sign', 'type': 'signature'}");
        var hash = SignedContent.HashOf(form, form.Fields[0], []);

        var problems = FormSubmission.Check(form, "report", TestForm.Json($"{{'sign': {{{Member}, 'hash': '{hash}', {member}}}}}"), TestForm.NoLookups);

        Assert.Equal(path, Assert.Single(problems).Path);
    }

    [Fact]
    public void Hash_of_what_the_sender_did_not_see_is_the_servers()
    {
        var signature = TestForm.Json($"{{{Member}}}");
        signature["hash"] = SignedContent.HashOf(Form, Form.Field("sign")!, All());
        signature["content"] = $"sha256:{new string('0', 64)}";

        var (problems, data) = Accept(signature);

        problems.MustBe();
        Assert.False(data["sign"]!.AsObject().ContainsKey("content"));
    }

    [Fact]
    public void Signature_of_somebody_else_without_its_hash_is_no_problem_and_is_not_sent_back()
    {
        var held = TestForm.Json($"{{'tel': '138****5678', 'note': '已核实', 'sign': {{{Member}}}}}");
        var opening = new FormOpening("report", TestForm.NoLookups) { Data = held, Masked = new HashSet<string> { "tel" } };
        var session = new FormSession(CompiledForm.Of(Form), opening);

        session.Problems.MustBe();
        Assert.True(session.StateOf(new("sign")).IsMasked);
        Assert.False(session.Submission().ContainsKey("sign"));

        session.Unmask("sign", null);
        session.Set(new("sign"), Signed(session));
        session.Problems.MustBe();
        Assert.NotNull(session.Submission()["sign"]?["hash"]);
    }

    private static JsonObject All() => TestForm.Json("{'tel': '13812345678', 'call': '13812345678已核实', 'note': '已核实'}");

    private static FormSession Open() => new(CompiledForm.Of(Form), new FormOpening("report", TestForm.NoLookups)
    {
        Data = TestForm.Json("{'tel': '138****5678'}"),
        Masked = new HashSet<string> { "tel" },
    });

    private static JsonObject Signed(FormSession session)
    {
        var (hash, masked) = session.Sign(Form.Field("sign")!);
        var signature = TestForm.Json($"{{{Member}}}");
        signature["hash"] = hash;
        signature["masked"] = masked;
        return signature;
    }

    private static CheckedSubmission Accept(JsonObject signature) => FormSubmission.Accept(
        Form, "report", new JsonObject { ["note"] = "已核实", ["sign"] = signature }, TestForm.NoLookups, current: TestForm.Json("{'tel': '13812345678'}"));

    private static bool Holds(JsonObject stored) => SignedContent.Holds(Form, Form.Field("sign")!, stored["sign"]!.AsObject(), stored);
}
