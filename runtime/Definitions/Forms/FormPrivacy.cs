namespace LowCode.Definitions.Forms;

/// <summary>Who may see the values of fields whose <see cref="FormField.Sensitivity"/> is not normal.</summary>
/// <param name="SeenBy">Keys of roles that see them as they are.</param>
/// <param name="RevealedBy">Keys of roles that may look at one, with a reason that is recorded; administrators may, too.</param>
public sealed record FormPrivacy(IReadOnlyList<string> SeenBy, IReadOnlyList<string> RevealedBy)
{
    /// <summary>Nobody sees them; administrators may look.</summary>
    public static FormPrivacy Strict { get; } = new([], []);
}
