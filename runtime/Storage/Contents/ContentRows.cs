using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Instances;

namespace LowCode.Storage.Contents;

/// <summary>Gives an instance the contents that were kept for it.</summary>
internal static class ContentRows
{
    private const string Take =
        """
        UPDATE instance_content SET forget_at = NULL
        WHERE tenant_id = @tenant AND content_id = @content AND instance_id = @instance AND (forget_at IS NULL OR forget_at > @at)
        """;

    /// <summary>The first content that is forgotten, or another's; null: all are the instance's now.</summary>
    public static string? FirstRefused(WriteSession session, BurstCommit burst) =>
        burst.Contents.FirstOrDefault(content => session.Execute(
            Take,
            ("tenant", burst.Tenant.Value),
            ("content", content),
            ("instance", burst.Instance.InstanceId.Value),
            ("at", burst.Instance.At.ToRow())) == 0);
}
