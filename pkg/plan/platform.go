package plan

import (
	"strings"

	"github.com/zdmctl/zdmctl/pkg/zdm"
)

// platformOf derives a platform from a server's hardware and returns both. platform is "" if it
// cannot be determined: Azure and Hyper-V look the same, and so do most clouds that use QEMU.
func platformOf(r zdm.Resources) (platform, hardware string) {
	hardware = strings.Join(strings.Fields(value(r.Manufacturer)+" "+value(r.Model)), " ")
	shown := strings.ToLower(hardware)
	for _, sign := range [][2]string{
		{"vmware", "vmware"}, {"amazon ec2", "aws"}, {"google compute engine", "gcp"}, {"oraclecloud", "oci"},
		{"cloudstack", "cloudstack"}, {"openstack", "openstack"}, {"nutanix", "nutanix"}, {"proxmox", "proxmox"},
		{"xenserver", "xenserver"}, {"kvm", "kvm"},
	} {
		if strings.Contains(shown, sign[0]) {
			return sign[1], hardware
		}
	}
	return "", ""
}
